package dev.lifeboat.vault.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Asks the real server, and breaks some of the calls as networks and S3 do.
final class FaultyHttp implements SdkHttpClient {
  private static final String SLOW_DOWN = "<Error><Code>SlowDown</Code></Error>";
  private static final String DENIED = "<Error><Code>AccessDenied</Code></Error>";
  private static final String CONFLICT = "<Error><Code>ConditionalRequestConflict</Code></Error>";
  private static final String NO_CONDITIONS = "<Error><Code>NotImplemented</Code></Error>";

  /// What becomes of a call.
  enum Fault {
    NONE,
    /// S3 says that it is busy; nothing was done.
    BUSY,
    /// Nothing arrives there.
    TIME_OUT,
    /// It is done, and nobody hears of it.
    LOST_REPLY,
    /// Such as a gateway that knows no conditions of a write.
    NO_CONDITIONS,
    /// Somebody else wrote or deleted the same key at that moment; nothing was done.
    CONFLICT,
    /// Whoever asks may not.
    REFUSED
  }

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AtomicInteger calls = new AtomicInteger();
  private final IntFunction<Fault> faults;

  /// @param faults of each call, by its number from 1
  FaultyHttp(IntFunction<Fault> faults) {
    this.faults = faults;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var fault = faults.apply(calls.incrementAndGet());
    boolean conditional = request.httpRequest().firstMatchingHeader("If-None-Match").isPresent();
    var real = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return switch (fault) {
          case NONE -> real.call();
          case BUSY -> answer(503, SLOW_DOWN);
          case REFUSED -> answer(403, DENIED);
          case CONFLICT -> answer(409, CONFLICT);
          case TIME_OUT -> throw new SocketTimeoutException("no answer");
          case LOST_REPLY -> {
            real.call().responseBody().ifPresent(AbortableInputStream::abort);
            throw new SocketTimeoutException("the reply was lost");
          }
          case NO_CONDITIONS -> conditional ? answer(501, NO_CONDITIONS) : real.call();
        };
      }

      @Override
      public void abort() {
        real.abort();
      }
    };
  }

  private static HttpExecuteResponse answer(int status, String body) {
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(status).build())
        .responseBody(
            AbortableInputStream.create(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
