#!/usr/bin/env bash
# Removes the stack: shows what dies and what stays, asks for the account, and keeps what data can come back from:
# both buckets, all snapshots, one more that it takes first, the parameters with the passwords.
set -euo pipefail
cd "$(dirname "$0")/.."

# What Terraform forgets instead of destroying. A bucket's settings stay with it.
kept='^module\.s3\.|^module\.rds\.aws_ssm_parameter\.'

run() {
  printf '+ %s\n' "$*" >&2
  "$@"
}

state=$(terraform state list)
[[ -n $state ]] || { printf 'there is nothing to remove\n'; exit 0; }
account=$(aws sts get-caller-identity --query Account --output text)
outputs=$(terraform output -json plan)
database() {
  sed -n "s/.*\"dbInstance\":{[^}]*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$outputs"
}
region() {
  sed -n "s/^$1_region *= *\"\([^\"]*\)\".*/\1/p" terraform.tfvars
}
main=$(database primary) replica=$(database standby)
here=$(region primary) there=$(region secondary)
for word in "$main" "$replica" "$here" "$there"; do
  [[ -n $word ]] || { printf 'terraform output or terraform.tfvars does not say which databases; nothing was changed\n' >&2; exit 1; }
done

printf 'Account %s. This dies:\n' "$account"
grep -Ev "$kept" <<<"$state" | grep -v '\.data\.' | sed 's/^/  /' || true
printf 'This stays:\n'
grep -E "$kept" <<<"$state" | grep -v '\.data\.' | sed 's/^/  /' || true
printf '  every snapshot of %s and %s, a last one of each, and the state itself\n' "$main" "$replica"
# What a move set aside is in no state of Terraform's, and is billed until somebody removes it.
set_aside() {
  aws rds describe-db-instances --region "$1" --output text --query \
    "DBInstances[?starts_with(DBInstanceIdentifier,'$main-before-e')||starts_with(DBInstanceIdentifier,'$replica-before-e')].[DBInstanceIdentifier]"
}
for region in "$here" "$there"; do
  aside=$(set_aside "$region")
  [[ -z $aside ]] || sed "s/.*/  & in $region, set aside by a move: billed, and its network cannot go before it/" <<<"$aside"
done
printf 'Bring users home first: after a failover the newest rows are in %s. Its last snapshot has them.\n' "$there"
read -r -p "Type the account's number to remove it: " typed
[[ $typed == "$account" ]] || { printf 'nothing was changed\n'; exit 1; }

# Snapshots that are there before anything is taken away.
last=before-nuke-$(date -u +%Y%m%d%H%M%S)
keep() {
  run aws rds create-db-snapshot --region "$1" --db-instance-identifier "$2" --db-snapshot-identifier "$2-$last" >/dev/null
  run aws rds wait db-snapshot-available --region "$1" --db-snapshot-identifier "$2-$last"
}
keep "$here" "$main"
keep "$there" "$replica"

while read -r address; do
  [[ -z $address ]] || run terraform state rm "$address"
done < <(grep -E "$kept" <<<"$state" | grep -v '\.data\.' || true)

run aws rds modify-db-instance --region "$there" --db-instance-identifier "$replica" --no-deletion-protection --apply-immediately >/dev/null
run aws rds modify-db-instance --region "$here" --db-instance-identifier "$main" --no-deletion-protection --apply-immediately >/dev/null
run terraform destroy -auto-approve
printf 'removed. Kept: snapshots %s and %s, all older ones, both buckets, the state.\n' "$main-$last" "$replica-$last"
