package dev.lifeboat.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/// Refuses a request before anything of it is read, unless it comes from a program that knows what
/// it asks, and tells who asks for a change. Thread-safe.
///
/// - A web page cannot send it: it carries no `Origin`, its `Host` is an address and no name, which
///   a page could have pointed here, and what has a body says that it is JSON.
/// - A change is signed by a part that this one knows, a moment ago, and never seen before: see
///   [ReplayProtection].
public final class CallGuard {
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final String JSON = "application/json";

  private final String address;
  private final Optional<KeyRing> keys;
  private final ReplayProtection seen;

  private CallGuard(String address, Optional<KeyRing> keys, InstantSource clock) {
    this.address = address;
    this.keys = keys;
    this.seen = new ReplayProtection(clock, () -> Duration.ofNanos(System.nanoTime()));
  }

  /// A guard that asks for signatures.
  ///
  /// @param address that is listened on
  public static CallGuard of(String address, KeyRing keys, InstantSource clock) {
    return new CallGuard(address, Optional.of(keys), clock);
  }

  /// A guard that keeps web pages out and lets every program of the machine in.
  public static CallGuard withoutKeys(String address) {
    return new CallGuard(address, Optional.empty(), InstantSource.system());
  }

  /// Who asks, and what the content must hash to; empty for a request that changes nothing and is
  /// not signed, or where there are no keys.
  public Optional<Admitted> admit(HttpExchange exchange) throws RefusedException {
    var headers = exchange.getRequestHeaders();
    requireNoPage(headers);
    var method = exchange.getRequestMethod();
    boolean asksOnly = method.equals("GET") && !headers.containsKey(CallSigner.HEADER);
    return asksOnly || keys.isEmpty()
        ? Optional.empty()
        : Optional.of(admit(method, exchange.getRequestURI().toString(), headers, keys.get()));
  }

  /// The content of a request, held against its signature. That of one which is not signed is read
  /// only where there are no keys.
  ///
  /// @throws RefusedException 413 above `mostBytes`; 403 if the caller signed something else
  public byte[] content(HttpExchange exchange, Optional<Admitted> by, int mostBytes)
      throws IOException {
    if (by.isEmpty() && keys.isPresent()) {
      return new byte[0];
    }
    var content = read(exchange, mostBytes);
    if (by.isPresent()) {
      by.get().requireSigned(content);
    }
    return content;
  }

  /// The content of a request, whoever sent it.
  ///
  /// @throws RefusedException 413 above `mostBytes`
  public static byte[] read(HttpExchange exchange, int mostBytes) throws IOException {
    var content = exchange.getRequestBody().readNBytes(mostBytes + 1);
    if (content.length > mostBytes) {
      throw new RefusedException(
          413, Code.LB1008, "the body is larger than " + mostBytes + " bytes");
    }
    return content;
  }

  /// Refuses what has a body of another kind: a page may send text and forms without asking first.
  public static void requireJson(HttpExchange exchange) throws RefusedException {
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    boolean isJson = type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
    if (!exchange.getRequestMethod().equals("GET") && !isJson) {
      throw SignedCall.refused("its Content-Type is " + type + ", not " + JSON);
    }
  }

  private void requireNoPage(Headers headers) throws RefusedException {
    var origin = headers.getFirst("Origin");
    if (origin != null) {
      throw SignedCall.refused("a web page of " + origin + " sent it");
    }
    var host = Optional.ofNullable(headers.getFirst("Host")).orElse("").replaceAll(":[0-9]+$", "");
    // A link passes requests on that were sent to its own address.
    boolean here = LOOPBACK.matcher(address).matches() && LOOPBACK.matcher(host).matches();
    if (!here && !host.equals(address)) {
      throw SignedCall.refused("it asks for host '%s', this is %s".formatted(host, address));
    }
  }

  private Admitted admit(String method, String path, Headers headers, KeyRing ring)
      throws RefusedException {
    var header = headers.getFirst(CallSigner.HEADER);
    if (header == null) {
      throw SignedCall.refused(method + " " + path + " is not signed");
    }
    var received = SignedCall.parse(header);
    var call = received.call();
    var key = ring.callers().get(call.caller());
    if (key == null || !received.isOf(method, path, key)) {
      throw SignedCall.refused(
          "%s does not take %s %s from '%s'".formatted(ring.self(), method, path, call.caller()));
    }
    seen.requireNew(call);
    return new Admitted(Caller.parse(call.caller()), call.hash());
  }

  /// A caller whose signature holds.
  ///
  /// @param hash of the content that it signed
  public record Admitted(Caller caller, String hash) {

    /// Holds the content against the signature.
    ///
    /// @throws RefusedException if `content` is not what the caller signed
    public void requireSigned(byte[] content) throws RefusedException {
      if (!SignedCall.hash(content).equals(hash)) {
        throw SignedCall.refused(caller + " signed something else");
      }
    }
  }
}
