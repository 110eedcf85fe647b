package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.plan.Service;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/// Whether a service on ECS may have as few and as many tasks as the plan wants.
final class ScalingLookTest {
  private static final Service.Instances TWO_AND_SIX = new Service.Instances(6, 2);

  private static Look found(Optional<ScalableTarget> limits) throws Exception {
    return found(limits, false);
  }

  private static Look found(Optional<ScalableTarget> limits, boolean takesOver) throws Exception {
    var aws =
        new AwsAnswers()
            .to(
                DescribeScalableTargetsRequest.class,
                _ ->
                    DescribeScalableTargetsResponse.builder()
                        .scalableTargets(limits.stream().toList())
                        .build());
    var look = new Look(aws.clients(), "web", "us-west-2");
    new ScalingLook(new EcsSite("us-west-2", "shop", "web", List.of()), TWO_AND_SIX, takesOver)
        .look(look);
    return look;
  }

  private static Optional<ScalableTarget> limits(int least, int most) {
    return Optional.of(ScalableTarget.builder().minCapacity(least).maxCapacity(most).build());
  }

  @Test
  void limits_that_leave_room_for_both_are_no_finding() throws Exception {
    assertThat(FindingTexts.of(found(limits(2, 6)))).isEmpty();
    assertThat(FindingTexts.of(found(limits(0, 9)))).isEmpty();
    assertThat(FindingTexts.of(found(Optional.empty()))).isEmpty();
  }

  @Test
  void what_takes_over_and_may_be_scaled_in_before_its_users_come_is_told() throws Exception {
    var suspended =
        limits(2, 6)
            .map(it ->
                it.toBuilder()
                    .suspendedState(state -> state.dynamicScalingInSuspended(true))
                    .build());

    assertThat(FindingTexts.of(found(limits(2, 6), true)))
        .containsExactly(
            "WARNING LB2018 web in us-west-2 may be scaled in to 2 tasks, and the plan has 6 serve");
    assertThat(FindingTexts.of(found(suspended, true))).isEmpty();
    assertThat(FindingTexts.of(found(limits(0, 9), true))).hasSize(1);
    assertThat(FindingTexts.of(found(Optional.empty(), true))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, 6, 2, 6", "2, 5, 2, 6", "3, 9, 2, 9", "1, 5, 1, 6"})
  void what_is_beyond_them_would_be_undone(int least, int most, int newLeast, int newMost)
      throws Exception {
    var look = found(limits(least, most));
    assertThat(FindingTexts.of(look))
        .containsExactly(
            "WARNING LB2018 web in us-west-2 is scaled between %d and %d tasks, and the plan"
                    .formatted(least, most)
                + " wants 2 or 6");
    assertThat(look.findings().getFirst().problem().orElseThrow().action())
        .contains("--min-capacity %d --max-capacity %d".formatted(newLeast, newMost));
  }

  /// Nothing undoes what a move asks for.
  @Test
  void limits_that_nothing_scales_by_are_no_finding() throws Exception {
    assertThat(FindingTexts.of(found(suspended(false), true)))
        .singleElement()
        .asString()
        .contains("LB7004");
    assertThat(FindingTexts.of(found(suspended(true), true))).isEmpty();
  }

  private static Optional<ScalableTarget> suspended(boolean scheduled) {
    return limits(5, 5)
        .map(it ->
            it.copy(made ->
                made.suspendedState(state ->
                    state
                        .dynamicScalingInSuspended(true)
                        .dynamicScalingOutSuspended(true)
                        .scheduledScalingSuspended(scheduled))));
  }

  /// Users would meet fewer than the plan wants, whatever a move asks for.
  @Test
  void too_low_a_maximum_where_users_would_be_is_an_obstacle() throws Exception {
    var look = found(limits(5, 5), true);
    assertThat(FindingTexts.of(look))
        .containsExactly(
            "OBSTACLE LB7004 web in us-west-2 is scaled between 5 and 5 tasks, and the plan wants 2"
                + " or 6");
    assertThat(look.findings().getFirst().problem().orElseThrow().action())
        .contains("--min-capacity 2 --max-capacity 6");
    assertThat(FindingTexts.of(found(limits(6, 6), true)))
        .as("too high a minimum costs money alone")
        .singleElement()
        .asString()
        .startsWith("WARNING LB2018");
  }
}
