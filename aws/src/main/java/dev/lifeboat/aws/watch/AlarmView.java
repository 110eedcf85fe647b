package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;

/// View of what users of the primary get, by an alarm in the other region: such as one of a canary
/// of CloudWatch Synthetics there that does what users do.
///
/// @param awsRegion where the alarm is, which must not fail with the primary
public record AlarmView(AwsClients clients, String awsRegion, String alarm) {

  Round.View look() throws InterruptedException {
    try {
      var found =
          clients
              .at(AwsApi.cloudWatch(), awsRegion, "what users get is not known")
              .make(cloudWatch ->
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
