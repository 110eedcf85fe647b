package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;

/// What users of the primary get, by an alarm in the other region: such as one of a canary of
/// CloudWatch Synthetics there that does what users do.
public final class AlarmView {
  private final AwsClients clients;
  private final String awsRegion;
  private final String alarm;

  /// @param awsRegion where the alarm is, which must not fail with the primary
  public AlarmView(AwsClients clients, String awsRegion, String alarm) {
    this.clients = clients;
    this.awsRegion = awsRegion;
    this.alarm = alarm;
  }

  Round.View look() throws InterruptedException {
    try {
      var found =
          RegionCall.make(
              new AwsFailure(awsRegion, "CloudWatch", "what users get is not known"),
              clients.cloudWatch(awsRegion),
              cloudWatch ->
                  cloudWatch.describeAlarms(it ->
                      it.alarmNames(alarm)
                          .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
      for (var metric : found.metricAlarms()) {
        return view(metric.stateValueAsString(), metric.stateReason());
      }
      for (var composite : found.compositeAlarms()) {
        return view(composite.stateValueAsString(), composite.stateReason());
      }
      return new Round.View.Unknown("%s has no alarm '%s'".formatted(awsRegion, alarm));
    } catch (ProblemException silent) {
      return new Round.View.Unknown(silent.problem().happened());
    }
  }

  private Round.View view(String state, String reason) {
    var words = "alarm %s in %s is %s: %s".formatted(alarm, awsRegion, state, reason);
    return switch (state) {
      case "ALARM" -> new Round.View.Down(words);
      case "OK" -> new Round.View.Up(words);
      default -> new Round.View.Unknown(words);
    };
  }
}
