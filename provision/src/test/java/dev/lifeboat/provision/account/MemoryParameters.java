package dev.lifeboat.provision.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

/// Parameters of Systems Manager in memory, with their versions. Before a call that changes one,
/// others may be let in once.
final class MemoryParameters implements SsmClient {
  private final Map<String, List<String>> versions = new HashMap<>();
  Runnable before = () -> {};

  /// Of whoever lists them.
  Optional<SsmException> refusal = Optional.empty();

  private void letOthersIn() {
    var now = before;
    before = () -> {};
    now.run();
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    var parts = request.name().split(":");
    var all = versions.getOrDefault(parts[0], List.of());
    int version = parts.length == 1 ? all.size() : Integer.parseInt(parts[1]);
    if (version == 0 || version > all.size()) {
      throw ParameterNotFoundException.builder().build();
    }
    return GetParameterResponse.builder()
        .parameter(it -> it.value(all.get(version - 1)).version((long) version))
        .build();
  }

  @Override
  public PutParameterResponse putParameter(PutParameterRequest request) {
    letOthersIn();
    var all = versions.computeIfAbsent(request.name(), _ -> new ArrayList<>());
    if (!request.overwrite() && !all.isEmpty()) {
      throw ParameterAlreadyExistsException.builder().build();
    }
    all.add(request.value());
    return PutParameterResponse.builder().version((long) all.size()).build();
  }

  @Override
  public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    var names = versions.keySet().stream().filter(it -> it.startsWith(request.path()));
    return GetParametersByPathResponse.builder()
        .parameters(names.map(it -> Parameter.builder().name(it).build()).toList())
        .build();
  }

  @Override
  public String serviceName() {
    return "ssm";
  }

  @Override
  public void close() {}
}
