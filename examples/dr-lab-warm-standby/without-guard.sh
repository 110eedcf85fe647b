# What is made by hand for without-guard.yaml beside the stacks of the lab: 16 commands, one a line.
# README.md says what to put in for …, Z1234567890ABC and HEALTH-CHECK. What is missing yet
# `lifeboat check without-guard.yaml --dns` prints.
aws iam put-role-policy --role-name lifeboat --policy-name lifeboat-check --policy-document "$(lifeboat iam-policy without-guard.yaml --for check)"
aws iam put-role-policy --role-name lifeboat --policy-name lifeboat-execute --policy-document "$(lifeboat iam-policy without-guard.yaml --for execute)"
aws dynamodb create-table --region eu-west-1 --table-name lifeboat-placements --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=workload,AttributeType=S --key-schema AttributeName=workload,KeyType=HASH
aws dynamodb create-table --region ap-southeast-2 --table-name lifeboat-journals --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=run,AttributeType=S AttributeName=sequence,AttributeType=N --key-schema AttributeName=run,KeyType=HASH AttributeName=sequence,KeyType=RANGE
aws dynamodb create-table --region us-west-2 --table-name lifeboat-journals --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=run,AttributeType=S AttributeName=sequence,AttributeType=N --key-schema AttributeName=run,KeyType=HASH AttributeName=sequence,KeyType=RANGE
aws dynamodb create-table --region eu-west-1 --table-name lifeboat-journals --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=run,AttributeType=S AttributeName=sequence,AttributeType=N --key-schema AttributeName=run,KeyType=HASH AttributeName=sequence,KeyType=RANGE
aws ec2 create-security-group --region ap-southeast-2 --group-name lifeboat-fence --description 'nobody gets in' --vpc-id … --query GroupId --output text
aws ec2 create-security-group --region us-west-2 --group-name lifeboat-fence --description 'nobody gets in' --vpc-id … --query GroupId --output text
aws s3api create-bucket --region ap-southeast-2 --bucket dr-lab-routes-primary --create-bucket-configuration LocationConstraint=ap-southeast-2
aws s3api create-bucket --region us-west-2 --bucket dr-lab-routes-secondary --create-bucket-configuration LocationConstraint=us-west-2
aws s3api create-bucket --region eu-west-1 --bucket dr-lab-routes-witness --create-bucket-configuration LocationConstraint=eu-west-1
aws s3api put-bucket-replication --region us-west-2 --bucket dr-lab-app-data-secondary --replication-configuration '{"Role":"arn:aws:iam::123456789012:role/dr-lab-replication","Rules":[{"ID":"lifeboat-app-data","Priority":1,"Filter":{"Prefix":""},"Status":"Enabled","Destination":{"Bucket":"arn:aws:s3:::dr-lab-app-data-primary","Metrics":{"Status":"Enabled","EventThreshold":{"Minutes":15}}},"DeleteMarkerReplication":{"Status":"Disabled"}}]}'
aws secretsmanager put-secret-value --region ap-southeast-2 --secret-id dr-lab/database --version-stages primary Bound --secret-string …
aws secretsmanager put-secret-value --region us-west-2 --secret-id dr-lab/database --version-stages secondary Bound --secret-string …
aws route53 change-resource-record-sets --hosted-zone-id Z1234567890ABC --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"_lifeboat.app.example.com","Type":"TXT","SetIdentifier":"primary","Failover":"PRIMARY","TTL":60,"ResourceRecords":[{"Value":"\"primary\""}],"HealthCheckId":"HEALTH-CHECK"}},{"Action":"UPSERT","ResourceRecordSet":{"Name":"_lifeboat.app.example.com","Type":"TXT","SetIdentifier":"secondary","Failover":"SECONDARY","TTL":60,"ResourceRecords":[{"Value":"\"secondary\""}]}}]}'
lifeboat adopt without-guard.yaml --confirm dr-lab
