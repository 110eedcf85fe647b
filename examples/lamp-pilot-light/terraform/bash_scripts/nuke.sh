#!/usr/bin/env bash
# Removes the stack: shows what dies and what stays, asks for the account, and keeps what data can come back from:
# both buckets, all snapshots, one more of each database that it takes first, the parameters with the passwords. Where it breaks
# off, type it again: what is gone is passed over.
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
here=$(value primary_region) there=$(value secondary_region)
account=$(aws sts get-caller-identity --region "$here" --query Account --output text)
# The name of a database: as Terraform made it, or of terraform.tfvars once its state has it no more.
database() {
  local address=module.rds.aws_db_instance.$1 name=
  if grep -qxF "$address" <<<"$state"; then
    name=$(terraform state show -no-color "$address" | sed -n 's/^ *identifier *= *"\(.*\)"$/\1/p')
  fi
  # Where a move set it aside, the state has its new name from the next look on.
  name=${name%-before-e*}
  printf '%s\n' "${name:-$(value "$2")}"
}
main=$(database primary main_db_identifier) replica=$(database replica replica_db_identifier)
repository=$(value repository_name) image=$(value ami_name)
for word in "$main" "$replica" "$here" "$there" "$repository" "$image"; do
  [[ -n $word ]] || { printf 'terraform.tfvars does not say which databases, regions and images; nothing was changed\n' >&2; exit 1; }
done

# Databases of this stack that RDS has, each with its status: by their names, since after a move the state has those that were set
# aside, and not those that took their places. Where the state has none they are somebody else's.
databases() {
  local found
  grep -qxF "module.rds.aws_db_instance.$3" <<<"$state" || return 0
  found=$(aws rds describe-db-instances --region "$1" --output text --query 'DBInstances[].[DBInstanceIdentifier,DBInstanceStatus]') || return
  grep -E "^$2(-before-e[0-9]+)?[[:space:]]" <<<"$found" || true
}
in_here=$(databases "$here" "$main" primary)
in_there=$(databases "$there" "$replica" replica)
# Those that are going already, and the others: what an earlier removal began is only waited for.
going() {
  sed -nE 's/[[:space:]]+deleting$//p'
}
present() {
  sed -E '/[[:space:]]deleting$/d; s/[[:space:]].*//'
}
going_here=$(going <<<"$in_here") going_there=$(going <<<"$in_there")
in_here=$(present <<<"$in_here") in_there=$(present <<<"$in_there")
# Image Builder forgets what it built, and leaves it where it is.
built() {
  aws ec2 describe-images --region "$1" --owners self --filters "Name=name,Values=$image-*" --output text --query 'Images[].[ImageId,Name]'
}

printf 'Account %s. This dies:\n' "$account"
grep -Ev "$kept" <<<"$state" | grep -v '\.data\.' | sed 's/^/  /' || true
[[ -z $in_here ]] || sed "s/.*/  database & in $here, after a last snapshot/" <<<"$in_here"
[[ -z $in_there ]] || sed "s/.*/  database & in $there, after a last snapshot/" <<<"$in_there"
[[ -z $going_here ]] || sed "s/.*/  database & in $here, which is going already/" <<<"$going_here"
[[ -z $going_there ]] || sed "s/.*/  database & in $there, which is going already/" <<<"$going_there"
if grep -q '^module\.ecr\.aws_ecr_repository\.' <<<"$state"; then
  printf '  every image in the repository %s in %s\n' "$repository" "$here"
fi
printf 'This stays:\n'
grep -E "$kept" <<<"$state" | grep -v '\.data\.' | sed 's/^/  /' || true
printf '  every snapshot and backup of %s and %s, and the state itself\n' "$main" "$replica"
printf '  copies of images in %s in %s, which the registry made: billed\n' "$repository" "$there"
for region in "$here" "$there"; do
  images=$(built "$region")
  [[ -z $images ]] || sed "s/.*/  & with its snapshot in $region: billed/" <<<"$images"
done
printf 'Bring users home first: after a failover the newest rows are in %s. Its last snapshot has them.\n' "$there"
read -r -p "Type the account's number to remove it: " typed
[[ $typed == "$account" ]] || { printf 'nothing was changed\n'; exit 1; }

last=before-nuke-$(date -u +%Y%m%d%H%M%S)
keep() {
  run aws rds create-db-snapshot --region "$1" --db-instance-identifier "$2" --db-snapshot-identifier "$2-$last" >/dev/null
  run aws rds wait db-snapshot-available --region "$1" --db-snapshot-identifier "$2-$last"
}
remove() {
  run aws rds modify-db-instance --region "$1" --db-instance-identifier "$2" --no-deletion-protection --apply-immediately >/dev/null
  run aws rds delete-db-instance --region "$1" --db-instance-identifier "$2" --skip-final-snapshot --no-delete-automated-backups >/dev/null
  await "$1" "$2"
}
# Networks and groups of a database cannot go before it.
await() {
  run aws rds wait db-instance-deleted --region "$1" --db-instance-identifier "$2"
}
# Snapshots that are there before anything is taken away.
for name in $in_here; do keep "$here" "$name"; done
for name in $in_there; do keep "$there" "$name"; done

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

for name in $going_there; do await "$there" "$name"; done
for name in $in_there; do remove "$there" "$name"; done
for name in $going_here; do await "$here" "$name"; done
for name in $in_here; do remove "$here" "$name"; done
while read -r address; do
  [[ -z $address ]] || run terraform state rm "$address"
done < <(grep '^module\.rds\.aws_db_instance\.' <<<"$state" || true)

# An accelerator that shows servers who asks has a group of its own in each network, which AWS leaves there: while it is there the
# network cannot go, and while the accelerator is there the group cannot.
! grep -q '^module\.global_accelerator\.' <<<"$state" || run terraform destroy -auto-approve -target=module.global_accelerator
forget_group() {
  local groups group tries=30
  groups=$(aws ec2 describe-security-groups --region "$1" --filters "Name=vpc-id,Values=$2" Name=group-name,Values=GlobalAccelerator --query 'SecurityGroups[].GroupId' --output text)
  for group in $groups; do
    # Its interfaces go some minutes after the accelerator.
    until run aws ec2 delete-security-group --region "$1" --group-id "$group"; do
      ((--tries)) || return 1
      sleep 20
    done
  done
}
network() {
  grep -qxF "$1.aws_vpc.this" <<<"$state" || return 0
  terraform state show -no-color "$1.aws_vpc.this" | sed -n 's/^ *id *= *"\(.*\)"$/\1/p'
}
vpc=$(network module.vpc)
[[ -z $vpc ]] || forget_group "$here" "$vpc"
vpc=$(network module.vpc_secondary)
[[ -z $vpc ]] || forget_group "$there" "$vpc"
run terraform destroy -auto-approve
printf 'removed. Kept: snapshots whose names end in %s, all older ones, both buckets, the AMIs, the state.\n' "$last"
