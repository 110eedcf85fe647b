import os
import urllib.request

import boto3


def handler(event, context):
    """Tells CloudWatch whether users of the other region are served: 1 or 0, each minute."""
    try:
        with urllib.request.urlopen(os.environ["URL"], timeout=5) as answer:
            served = 1 if answer.status == 200 else 0
    except OSError:
        served = 0
    boto3.client("cloudwatch").put_metric_data(
        Namespace="Lamp", MetricData=[{"MetricName": "Served", "Value": served}]
    )
