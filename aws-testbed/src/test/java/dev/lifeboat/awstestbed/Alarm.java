package dev.lifeboat.awstestbed;

import java.util.UUID;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// One test's alarm, which its test sets itself.
public final class Alarm {
  private final CloudWatchClient cloudWatch;
  private final String name;

  public Alarm(TestBed bed, String awsRegion) {
    this(bed, awsRegion, "users-" + UUID.randomUUID().toString().substring(0, 8));
  }

  Alarm(TestBed bed, String awsRegion, String name) {
    this.name = name;
    this.cloudWatch = bed.patient(CloudWatchClient.builder(), awsRegion);
    cloudWatch.putMetricAlarm(it ->
        it.alarmName(name)
            .namespace("CloudWatchSynthetics")
            .metricName("Failed")
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .threshold(0.0)
            .evaluationPeriods(1)
            .period(60)
            .statistic("Sum"));
  }

  public String name() {
    return name;
  }

  public void set(StateValue state) {
    cloudWatch.setAlarmState(it -> it.alarmName(name).stateValue(state).stateReason("by the test"));
  }

  public void delete() {
    cloudWatch.deleteAlarms(it -> it.alarmNames(name));
  }
}
