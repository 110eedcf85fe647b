package dev.lifeboat.aws.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/// One call of AWS.
///
/// @param service as Step Functions names it, such as `rds`
/// @param action such as `describeDBInstances`
/// @param parameters texts, numbers, booleans and lists of them
public record ApiCall(String service, String action, Map<String, Object> parameters) {
  public ApiCall {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /// Puts the parameters into a request of the SDK.
  ///
  /// @throws IllegalArgumentException when the request has no such parameter
  public <B extends SdkPojo> B fill(B request) {
    parameters.forEach((name, value) ->
        SdkMembers.of(request, name)
            .orElseThrow(
                () -> new IllegalArgumentException("%s knows no '%s'".formatted(action, name)))
            .set(request, value));
    return request;
  }
}
