package dev.lifeboat.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
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
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Clients of AWS that answer what a test says, by the kind of the request. No other request may be
/// made. Thread-safe.
public final class AwsAnswers {
  private final Map<Class<?>, Function<SdkRequest, SdkResponse>> answers = new HashMap<>();
  private final List<SdkRequest> asked = new ArrayList<>();
  private Function<GetObjectRequest, Optional<String>> objects = _ -> Optional.empty();
  private boolean silent;

  /// Answers requests of one kind.
  public <Q extends SdkRequest> AwsAnswers to(
      Class<Q> kind, Function<Q, ? extends SdkResponse> answer) {
    answers.put(kind, request -> answer.apply(kind.cast(request)));
    return this;
  }

  /// Answers who reads an object of S3 by what it holds; empty where there is none.
  public AwsAnswers toReader(Function<GetObjectRequest, Optional<String>> held) {
    objects = held;
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

  @SuppressWarnings("unchecked")
  private Object call(Object client, Method method, Object[] arguments) throws Throwable {
    if (method.isDefault() && method.getParameterCount() == 0) {
      return InvocationHandler.invokeDefault(client, method);
    }
    if (arguments == null || arguments.length == 0) {
      return method.getReturnType() == void.class ? null : method.getName();
    }
    if (arguments[0] instanceof SdkRequest request
        && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
      return answer(request);
    }
    if (arguments.length > 1
        && arguments[0] instanceof GetObjectRequest request
        && arguments[1] instanceof ResponseTransformer<?, ?> reader) {
      return read(request, (ResponseTransformer<GetObjectResponse, ?>) reader);
    }
    if (arguments[0] instanceof Consumer || arguments[0] instanceof SdkRequest) {
      return InvocationHandler.invokeDefault(client, method, arguments);
    }
    throw new UnsupportedOperationException(method.getName());
  }

  private synchronized Object read(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, ?> reader) throws Exception {
    asked.add(request);
    var held =
        objects
            .apply(request)
            .orElseThrow(() ->
                NoSuchKeyException.builder()
                    .statusCode(404)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode("NoSuchKey").build())
                    .build());
    return reader.transform(
        GetObjectResponse.builder().build(),
        AbortableInputStream.create(new ByteArrayInputStream(held.getBytes(UTF_8))));
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
