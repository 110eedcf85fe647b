#!/usr/bin/env bash
# Game day 3: an object is deleted, and its last version becomes the newest one again.
# Between the words SEED stand the lines of seed 001, untouched.
set -euo pipefail
. "$(dirname "$0")/seed.sh"

# Looked for first: without one nothing could be taken back.
version=$(aws s3api list-object-versions --region "$PRIMARY_REGION" --bucket dr-lab-app-data-primary \
  --prefix test-file.json --no-paginate --query "Versions[?Key=='test-file.json'] | [0].VersionId" --output text)
[[ -n $version && $version != None ]] \
  || fail 'dr-lab-app-data-primary holds no test-file.json: put one there with aws s3 cp. Nothing was changed'
typed "$PRIMARY_REGION" <<'SEED'
# Delete object and restore
aws s3 rm s3://dr-lab-app-data-primary/test-file.json
aws s3api list-object-versions --bucket dr-lab-app-data-primary --prefix test-file.json
aws s3api copy-object --bucket dr-lab-app-data-primary \
  --copy-source "dr-lab-app-data-primary/test-file.json?versionId=VERSION-ID" \
  --key "test-file.json"
SEED
