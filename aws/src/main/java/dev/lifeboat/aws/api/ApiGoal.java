package dev.lifeboat.aws.api;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// How a goal is looked at and asked for by calls into its own region alone.
///
/// @param look what shows whether it holds; reads only
/// @param at where in the answer the thing is that the conditions are about, such as `Services[0]`;
///   empty for the answer itself
/// @param met when the goal holds
/// @param requests what is asked for while it does not: the first one whose condition holds, none
///   if there is nothing to do but wait
public record ApiGoal(ApiCall look, String at, Condition met, List<Request> requests) {
  public ApiGoal {
    requests = List.copyOf(requests);
  }

  /// A change that is asked for.
  ///
  /// @param when of what was seen
  public record Request(Condition when, ApiCall call) {}

  /// What is to be asked for when `thing` was seen; empty if nothing.
  public Optional<ApiCall> request(SdkPojo thing) {
    return requests.stream()
        .filter(request -> request.when().test(thing))
        .map(Request::call)
        .findFirst();
  }
}
