package dev.lifeboat.aws.states;

/// Claims in a table of another region, which the function writes.
///
/// @param source where the writer is when a run begins
/// @param target where it will be
record FunctionClaims(Functions functions, String source, String target) implements ClaimTasks {

  @Override
  public Asl see() {
    return functions
        .look("placement", Asl.EMPTY)
        .with(
            "ResultSelector",
            Asl.of("writer.$", "$.Payload.writer")
                .with("epoch.$", "$.Payload.epoch")
                .with("highest.$", "$.Payload.highestEpoch"));
  }

  @Override
  public Asl claim() {
    return functions.act("claim", Asl.of("source", source));
  }

  @Override
  public Asl confirm() {
    return functions.act("confirm", Asl.EMPTY);
  }

  @Override
  public Asl place() {
    return functions.act("place", Asl.of("target", target));
  }

  @Override
  public Asl takeNext() {
    return functions.act("next-epoch", Asl.of("next.$", "$.undo.next"));
  }

  @Override
  public Asl release() {
    return functions.act("release", Asl.EMPTY);
  }

  @Override
  public String refused() {
    return Functions.LATE;
  }
}
