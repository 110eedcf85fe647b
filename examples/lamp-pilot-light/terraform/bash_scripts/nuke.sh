#!/usr/bin/env bash
# Removes the stack: shows what dies and what stays, asks for the account, and keeps what data can come back from:
# both buckets, all snapshots, one more that it takes first, the parameters with the passwords. Where Terraform breaks off, type
# it again: what is gone is passed over.
set -euo pipefail
cd "$(dirname "$0")/.."

# What Terraform forgets instead of destroying. A bucket's settings stay with it.
kept='^module\.s3\.|^module\.rds\.aws_ssm_parameter\.'

run() {
  printf '+ %s\n' "$*" >&2
  "$@"
}
# The value of a variable, as terraform.tfvars has it.
value() {
  sed -n "s/^$1 *= *\"\([^\"]*\)\".*/\1/p" terraform.tfvars
}

state=$(terraform state list)
[[ -n $state ]] || { printf 'there is nothing to remove\n'; exit 0; }
account=$(aws sts get-caller-identity --query Account --output text)
# The name of a database: as Terraform made it, or of terraform.tfvars once that has destroyed it.
database() {
  local address=module.rds.aws_db_instance.$1 name=
  if grep -qxF "$address" <<<"$state"; then
    name=$(terraform state show -no-color "$address" | sed -n 's/^ *identifier *= *"\(.*\)"$/\1/p')
  fi
  printf '%s\n' "${name:-$(value "$2")}"
}
main=$(database primary main_db_identifier) replica=$(database replica replica_db_identifier)
here=$(value primary_region) there=$(value secondary_region)
repository=$(value repository_name) image=$(value ami_name)
for word in "$main" "$replica" "$here" "$there" "$repository" "$image"; do
  [[ -n $word ]] || { printf 'terraform.tfvars does not say which databases, regions and images; nothing was changed\n' >&2; exit 1; }
done

printf 'Account %s. This dies:\n' "$account"
grep -Ev "$kept" <<<"$state" | grep -v '\.data\.' | sed 's/^/  /' || true
if grep -q '^module\.ecr\.aws_ecr_repository\.' <<<"$state"; then
  printf '  every image in the repository %s in %s\n' "$repository" "$here"
fi
printf 'This stays:\n'
grep -E "$kept" <<<"$state" | grep -v '\.data\.' | sed 's/^/  /' || true
printf '  every snapshot of %s and %s, a last one of each, and the state itself\n' "$main" "$replica"
printf '  copies of images in %s in %s, which the registry made: billed\n' "$repository" "$there"
# Image Builder forgets what it built, and leaves it where it is.
built() {
  aws ec2 describe-images --region "$1" --owners self --filters "Name=name,Values=$image-*" --output text --query 'Images[].[ImageId,Name]'
}
# What RDS has, without what it is removing already.
databases() {
  aws rds describe-db-instances --region "$1" --output text --query "DBInstances[?DBInstanceStatus!='deleting'].[DBInstanceIdentifier]"
}
in_here=$(databases "$here") in_there=$(databases "$there")
for region in "$here" "$there"; do
  images=$(built "$region")
  [[ -z $images ]] || sed "s/.*/  & with its snapshot in $region: billed/" <<<"$images"
  # What a move set aside is in no state of Terraform's, and is billed until somebody removes it.
  aside=$in_there
  [[ $region != "$here" ]] || aside=$in_here
  grep -E "^($main|$replica)-before-e" <<<"$aside" |
    sed "s/.*/  & in $region, set aside by a move: billed, and its network cannot go before it/" || true
done
printf 'Bring users home first: after a failover the newest rows are in %s. Its last snapshot has them.\n' "$there"
read -r -p "Type the account's number to remove it: " typed
[[ $typed == "$account" ]] || { printf 'nothing was changed\n'; exit 1; }

last=before-nuke-$(date -u +%Y%m%d%H%M%S)
# Is it still to be destroyed, and there? What an earlier try removed has its snapshot from then.
is_left() {
  grep -qxF "module.rds.aws_db_instance.$1" <<<"$state" && grep -qxF "$2" <<<"$3"
}
keep() {
  run aws rds create-db-snapshot --region "$1" --db-instance-identifier "$2" --db-snapshot-identifier "$2-$last" >/dev/null
  run aws rds wait db-snapshot-available --region "$1" --db-snapshot-identifier "$2-$last"
}
unprotect() {
  run aws rds modify-db-instance --region "$1" --db-instance-identifier "$2" --no-deletion-protection --apply-immediately >/dev/null
}
# Snapshots that are there before anything is taken away.
if is_left primary "$main" "$in_here"; then keep "$here" "$main"; fi
if is_left replica "$replica" "$in_there"; then keep "$there" "$replica"; fi

# What Terraform forgot is there all the same, and an apply that makes it again fails.
take_back() {
  local type name parameter
  printf 'Before this stack is made again, and after terraform init, take back what was kept. What is not there needs no import:\n'
  while read -r _ type name _; do
    printf "terraform import 'module.s3.%s.%s' '%s'\n" "$type" "$name" "$(value "${name}_bucket_name")"
  done < <(grep '^resource ' modules/s3/main.tf | tr -d '"')
  for parameter in "$(value db_password_ssm_param)"{,-page}; do
    printf "terraform import 'module.rds.aws_ssm_parameter.password[\"%s\"]' '%s'\n" "$parameter" "$parameter"
  done
}
trap take_back EXIT
while read -r address; do
  [[ -z $address ]] || run terraform state rm "$address"
done < <(grep -E "$kept" <<<"$state" | grep -v '\.data\.' || true)

if is_left replica "$replica" "$in_there"; then unprotect "$there" "$replica"; fi
if is_left primary "$main" "$in_here"; then unprotect "$here" "$main"; fi
run terraform destroy -auto-approve
printf 'removed. Kept: snapshots whose names end in %s, all older ones, both buckets, the AMIs, the state.\n' "$last"
