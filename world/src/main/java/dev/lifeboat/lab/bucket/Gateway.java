package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a client's request meets: reads pass, writes pass on the writer alone, and are queued for
/// the peer before they are answered.
final class Gateway implements HttpHandler {
  /// Bodies above a mebibyte that are in memory at once: 128 MiB at most.
  private static final int LARGE_BODIES = 2;

  /// Requests under way at once. Clients that are answered late try again: without a limit the
  /// requests of those who gave up long ago fill the memory of a gateway whose store is slow.
  private static final int REQUESTS = 256;

  private static final List<CompletableFuture<Void>> NOTHING_QUEUED = List.of();

  private final Semaphore requests = new Semaphore(REQUESTS);
  private final Semaphore largeBodies = new Semaphore(LARGE_BODIES);
  private final RegionBucket own;
  private final S3Proxy passing;
  private final Reconciliation reconciliation;
  private final Optional<Protection> protection;
  private final Optional<LeaseWatch> lease;
  private final KeyLocks keys = new KeyLocks();

  /// @param reconciliation told when a write may have been stored without being queued
  /// @param protection whether a synchronous write waits for the peer; empty if none ever does
  /// @param lease that writes need; empty if they need none
  Gateway(
      RegionBucket own,
      S3Proxy passing,
      Reconciliation reconciliation,
      Optional<Protection> protection,
      Optional<LeaseWatch> lease) {
    this.own = own;
    this.passing = passing;
    this.reconciliation = reconciliation;
    this.protection = protection;
    this.lease = lease;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!requests.tryAcquire()) {
      try (exchange) {
        S3Proxy.refuse(exchange, 503, "SlowDown", REQUESTS + " requests are under way already");
      }
      return;
    }
    try {
      answer(exchange);
    } finally {
      requests.release();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          ClientRequest.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-amz-copy-source")),
              own.config().bucket());
      switch (request) {
        case ClientRequest.Read() -> relay(exchange);
        case ClientRequest.Forbidden(var why) -> S3Proxy.refuse(exchange, 403, "AccessDenied", why);
        case ClientRequest.Write change -> write(exchange, change);
      }
    } catch (IllegalArgumentException notS3) {
      S3Proxy.refuse(exchange, 400, "InvalidRequest", String.valueOf(notS3.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      passing.relay(exchange);
    } catch (java.net.ConnectException | java.net.http.HttpTimeoutException down) {
      S3Proxy.refuse(exchange, 503, "ServiceUnavailable", "the S3 server does not answer");
    }
  }

  private void write(HttpExchange exchange, ClientRequest.Write request)
      throws IOException, InterruptedException {
    if (own.roles().standing().role() == BucketRole.REPLICA) {
      refuse(exchange); // Before its body is read: a replica's clients try again and again.
      return;
    }
    var size = exchange.getRequestHeaders().getFirst("Content-Length");
    boolean large = size == null || Long.parseLong(size) > VersionContent.WHOLE_BYTES;
    if (large) {
      largeBodies.acquire();
    }
    try {
      admit(exchange, request, passing.request(exchange));
    } catch (S3Proxy.TooLarge body) {
      S3Proxy.refuse(exchange, 400, "EntityTooLarge", String.valueOf(body.getMessage()));
    } finally {
      if (large) {
        largeBodies.release();
      }
    }
  }

  private void admit(HttpExchange exchange, ClientRequest.Write request, S3Proxy.Request passed)
      throws IOException, InterruptedException {
    var admitted = own.roles().admitClient();
    if (admitted.isEmpty()) {
      refuse(exchange);
      return;
    }
    // The pass is held until the client has its answer: whoever changes the role waits for that.
    try (var _ = admitted.get()) {
      if (lease.isPresent() && !lease.get().isHeld()) {
        refuse(exchange);
        return;
      }
      Accepted accepted;
      try {
        accepted = accept(request, passed);
      } catch (IOException unknown) {
        S3Proxy.refuse(exchange, 500, "InternalError", "unknown whether stored: " + unknown);
        return;
      }
      if (!peerHas(accepted)) {
        S3Proxy.refuse(exchange, 500, "InternalError", "stored here, unknown whether by the peer");
      } else if (!replied(exchange, accepted.answer())) {
        // It took longer than the lease: another region may write by now.
        S3Proxy.refuse(exchange, 500, "InternalError", "stored here, unknown whether it counts");
      }
    }
  }

  private boolean replied(HttpExchange exchange, S3Proxy.Answer answer) throws IOException {
    if (lease.isPresent()) {
      return lease.get().answer(() -> S3Proxy.reply(exchange, answer));
    }
    S3Proxy.reply(exchange, answer);
    return true;
  }

  private void refuse(HttpExchange exchange) throws IOException {
    S3Proxy.refuse(
        exchange,
        503,
        "SlowDown",
        "bucket %s is a replica in %s, or that holds no lease: not written to"
            .formatted(own.config().bucket(), own.config().region()));
  }

  /// The store's answer, and the peer's word that each new version is stored there too.
  private record Accepted(S3Proxy.Answer answer, List<CompletableFuture<Void>> atPeer) {}

  private Accepted accept(ClientRequest.Write request, S3Proxy.Request passed)
      throws IOException, InterruptedException {
    boolean settled = false;
    try (var _ = hold(request)) {
      var answer = passing.ask(passed.toServer());
      // Of many keys some may have failed, and a quiet answer names none of them.
      boolean stored =
          request instanceof ClientRequest.DeleteMany ? answer.good() : answer.accepted();
      var atPeer = stored ? enqueue(request, passed, answer) : NOTHING_QUEUED;
      // A server error, or one that came after a 200, may have left a version in the store.
      settled = stored || answer.refused();
      return new Accepted(answer, atPeer);
    } finally {
      if (!settled) {
        reconciliation.doubt();
      }
    }
  }

  private KeyLocks.Held hold(ClientRequest.Write request) {
    return switch (request) {
      case ClientRequest.Put(var key) -> keys.hold(key);
      case ClientRequest.Delete(var key) -> keys.hold(key);
      case ClientRequest.DeleteMany() -> keys.holdAll();
      case ClientRequest.Other() -> () -> {};
    };
  }

  private List<CompletableFuture<Void>> enqueue(
      ClientRequest.Write request, S3Proxy.Request passed, S3Proxy.Answer answer)
      throws IOException, InterruptedException {
    return switch (request) {
      case ClientRequest.Put(var key) -> List.of(enqueueVersion(key, answer));
      case ClientRequest.Delete(var key) -> enqueueMarkers(List.of(key));
      case ClientRequest.DeleteMany() -> enqueueMarkers(keysToDelete(passed.body().get()));
      case ClientRequest.Other() -> NOTHING_QUEUED;
    };
  }

  private CompletableFuture<Void> enqueueVersion(String key, S3Proxy.Answer answer)
      throws IOException, InterruptedException {
    var named = answer.headers().firstValue("x-amz-version-id");
    var version =
        named.isPresent()
            ? named.get()
            : own.s3()
                .head(key, "")
                .flatMap(head -> head.firstValue("x-amz-version-id"))
                .orElseThrow();
    own.identities().record(key, version, version);
    return own.queue().add(key, version, false, own.roles().standing().epoch());
  }

  private List<CompletableFuture<Void>> enqueueMarkers(List<String> deleted)
      throws IOException, InterruptedException {
    var atPeer = new ArrayList<CompletableFuture<Void>>();
    for (var key : own.config().replicateDeletes() ? deleted : List.<String>of()) {
      var marker = own.s3().currentMarker(key);
      // One that the peer wrote is current where a version below it was removed.
      if (marker.isPresent() && own.identities().of(marker.get()).equals(marker.get().id())) {
        atPeer.add(own.queue().add(key, marker.get().id(), true, own.roles().standing().epoch()));
      }
    }
    return atPeer;
  }

  private static List<String> keysToDelete(InputStream request) throws IOException {
    return S3Xml.read(request).entries().stream()
        .filter(entry -> entry.kind().equals("Object"))
        .map(entry -> entry.field("Key"))
        .distinct()
        .toList();
  }

  private boolean peerHas(Accepted accepted) throws InterruptedException {
    if (protection.filter(it -> it.holds(own.roles().standing().epoch())).isEmpty()) {
      return true;
    }
    long deadline = System.nanoTime() + Protection.LONGEST_WAIT.toNanos();
    try {
      for (var stored : accepted.atPeer()) {
        stored.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (TimeoutException | ExecutionException unknown) {
      return false;
    }
  }
}
