package dev.lifeboat.aws;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Clients of AWS that answer what a test says, by the kind of the request. No other request may be
/// made. Thread-safe.
public final class AwsAnswers {
  private final Map<Class<?>, Function<SdkRequest, SdkResponse>> answers = new HashMap<>();
  private final List<SdkRequest> asked = new ArrayList<>();
  private boolean silent;

  /// Answers requests of one kind.
  public <Q extends SdkRequest> AwsAnswers to(
      Class<Q> kind, Function<Q, ? extends SdkResponse> answer) {
    answers.put(kind, request -> answer.apply(kind.cast(request)));
    return this;
  }

  /// The requests of one kind that were made.
  public synchronized <Q extends SdkRequest> List<Q> asked(Class<Q> kind) {
    return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Whether nobody reaches AWS.
  public synchronized void silence(boolean now) {
    silent = now;
  }

  /// Clients for every region.
  public AwsClients clients() {
    return new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
        .with((kind, _) -> Optional.of(client(kind)));
  }

  private SdkClient client(Class<? extends SdkClient> kind) {
    return (SdkClient)
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (client, method, arguments) -> call(client, method, arguments));
  }

  private Object call(Object client, Method method, Object[] arguments) throws Throwable {
    if (arguments == null || arguments.length == 0) {
      return method.getReturnType() == void.class ? null : method.getName();
    }
    if (arguments[0] instanceof SdkRequest request
        && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
      return answer(request);
    }
    if (arguments[0] instanceof Consumer || arguments[0] instanceof SdkRequest) {
      return InvocationHandler.invokeDefault(client, method, arguments);
    }
    throw new UnsupportedOperationException(method.getName());
  }

  private synchronized SdkResponse answer(SdkRequest request) {
    if (silent) {
      throw SdkClientException.create("no way there");
    }
    asked.add(request);
    var answer = answers.get(request.getClass());
    if (answer == null) {
      throw new AssertionError(
          "nobody answers %s, only: %s"
              .formatted(
                  request,
                  answers.keySet().stream().map(Class::getSimpleName).collect(joining(", "))));
    }
    return answer.apply(request);
  }
}
