package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import java.util.Map;

/// Claims in a table of another region, which the function writes.
///
/// @param source where the writer is when a run begins
/// @param target where it will be
record FunctionClaims(Functions functions, String source, String target) implements ClaimTasks {

  @Override
  public State see() {
    return functions
        .look("placement", Map.of())
        .with(
            "ResultSelector",
            AslChoice.ordered(
                "writer.$", "$.Payload.writer",
                "epoch.$", "$.Payload.epoch",
                "highest.$", "$.Payload.highestEpoch"));
  }

  @Override
  public State claim() {
    return functions.act("claim", Map.of("source", source));
  }

  @Override
  public State confirm() {
    return functions.act("confirm", Map.of());
  }

  @Override
  public State place() {
    return functions.act("place", Map.of("target", target));
  }

  @Override
  public State takeNext() {
    return functions.act("next-epoch", Map.of("next.$", "$.undo.next"));
  }

  @Override
  public State release() {
    return functions.act("release", Map.of());
  }

  @Override
  public String refused() {
    return Functions.LATE;
  }
}
