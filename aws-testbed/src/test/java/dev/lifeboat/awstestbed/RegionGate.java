package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.iam.Arns;
import dev.lifeboat.aws.iam.AwsRequest;
import dev.lifeboat.aws.iam.CallRights;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamRules;
import dev.lifeboat.aws.iam.NeededRight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Stands in front of the emulated account and cuts regions, or one service of a region. It tells
/// them apart by what each call is signed for. The account itself stays whole, as a region does
/// that nobody reaches.
public final class RegionGate implements AutoCloseable {
  /// The access key of guards.
  static final String GUARD = "guard";

  /// The access key of the services themselves.
  static final String SERVICE = "service";

  /// Tells the account which regions are lost.
  private static final String LOST = "X-Simulated-Lost";

  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/\\d+/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

  /// What of a bucket S3 is asked for, beside its objects.
  private static final Pattern PART =
      Pattern.compile(
          "(?:^|&)(delete|encryption|list-type|location|policy|publicAccessBlock|replication"
              + "|tagging|uploadId|uploads|versioning|versions)(?:$|[&=])");

  /// What belongs to one connection, or is set by whoever sends.
  private static final Set<String> HOP =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final URI accounts;
  private final String account;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Cut> cuts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> lostAnswers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> throttled = new ConcurrentHashMap<>();
  private final Map<String, Runnable> before = new ConcurrentHashMap<>();
  private final Set<String> lost = new ConcurrentSkipListSet<>();
  private volatile Optional<IamRules> role = Optional.empty();
  private final List<GatedCall> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param accounts where all accounts are
  /// @param account which of them its calls are for
  RegionGate(URI accounts, String account) throws IOException {
    this.accounts = accounts;
    this.account = account;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /// What clients take for AWS.
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Cuts every service of `region` until [#mend].
  public void cut(String region, Cut how) {
    cuts.put(region, how);
  }

  /// The same, where what is in the region is lost too: its databases have no replica any more.
  public void lose(String region, Cut how) {
    lost.add(region);
    cut(region, how);
  }

  /// Cuts one service of `region`, which comes before what its region suffers.
  public void cut(String region, String service, Cut how) {
    cuts.put(region + "/" + service, how);
  }

  /// Cuts the calls of one method of HTTP to a service of `region`, such as `PUT`.
  public void cut(String region, String service, String method, Cut how) {
    cuts.put(region + "/" + service + "/" + method, how);
  }

  /// Whether nothing of `region` as a whole is cut.
  boolean reaches(String region) {
    return !cuts.containsKey(region);
  }

  /// Refuses what `policy` does not allow by IAM's rules, but to guards and services, until
  /// [#mend]. A key that may not be used is refused in the words of RDS.
  public void allow(IamPolicy policy) {
    role = Optional.of(new IamRules(policy));
  }

  /// Lets everything pass again.
  public void mend() {
    role = Optional.empty();
    lost.clear();
    cuts.clear();
    before.clear();
    lostAnswers.clear();
    throttled.clear();
  }

  /// Of the calls of `service` in `region`, loses the answers of the next `times`.
  public void loseAnswers(String region, String service, int times) {
    lostAnswers.put(region + "/" + service, new AtomicInteger(times));
  }

  /// Loses the answer of the next call of one operation, such as `PutItem`.
  public void loseAnswer(String region, String service, String operation) {
    lostAnswers.put(region + "/" + service + "/" + operation, new AtomicInteger(1));
  }

  /// Does `act` right before the next call of one operation, such as `PutItem`, is let through.
  public void before(String region, String service, String operation, Runnable act) {
    before.put(region + "/" + service + "/" + operation, act);
  }

  /// Throttles the first of every two calls of `service` in `region`.
  public void throttleEveryOther(String region, String service) {
    throttled.put(region + "/" + service, new AtomicInteger());
  }

  /// Every attempt after the first `before` ones.
  public List<GatedCall> callsSince(int before) {
    var all = calls();
    return all.subList(before, all.size());
  }

  /// Every attempt so far, in the order of arrival, but for those of guards, whose last ones arrive
  /// after they are gone, and of services.
  public List<GatedCall> calls() {
    return List.copyOf(calls);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var call = call(exchange, body);
      if (!isOfOthers(exchange)) {
        calls.add(call);
      }
      Optional.ofNullable(
              before.remove(call.region() + "/" + call.service() + "/" + call.operation()))
          .ifPresent(Runnable::run);
      var refused = isOfOthers(exchange) ? Optional.<NeededRight>empty() : refused(call);
      if (refused.isPresent()) {
        GateRefusal.of(refused.get()).answer(exchange, call.service());
        return;
      }
      if (call.cut().isEmpty()) {
        forward(exchange, body, true);
        return;
      }
      switch (call.cut().get()) {
        case REFUSE -> {}
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case THROTTLE -> GateRefusal.THROTTLED.answer(exchange, call.service());
        case DENY -> GateRefusal.DENIED.answer(exchange, call.service());
        case EXPIRE -> GateRefusal.EXPIRED.answer(exchange, call.service());
        case HANG -> closed.await();
        case LOSE_ANSWER -> forward(exchange, body, false);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException wrong) {
      // The server would close the connection and tell nobody.
      answer(exchange, 500, ("the gate: " + wrong).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Optional<NeededRight> refused(GatedCall call) {
    return role.flatMap(rules -> call.needed().stream().filter(it -> !rules.allow(it)).findFirst());
  }

  private static boolean isOfOthers(HttpExchange exchange) {
    var signed = exchange.getRequestHeaders().getFirst("Authorization");
    return signed != null
        && (signed.contains("Credential=" + GUARD + "/")
            || signed.contains("Credential=" + SERVICE + "/"));
  }

  private GatedCall call(HttpExchange exchange, byte[] body) {
    var headers = exchange.getRequestHeaders();
    var scope = SCOPE.matcher(Optional.ofNullable(headers.getFirst("Authorization")).orElse(""));
    var region = scope.find() ? scope.group(1) : "unsigned";
    var service = region.equals("unsigned") ? "unsigned" : scope.group(2);
    var operation = operation(exchange, body);
    var request =
        new AwsRequest(region, service, operation, exchange.getRequestURI(), headers, body);
    return new GatedCall(
        region,
        service,
        operation,
        cutOf(region, service, operation),
        new CallRights(new Arns(account), request).needed());
  }

  private Optional<Cut> cutOf(String region, String service, String operation) {
    var one = region + "/" + service;
    if (isLost(one) || isLost(one + "/" + operation)) {
      return Optional.of(Cut.LOSE_ANSWER);
    }
    var seen = throttled.get(one);
    if (seen != null && seen.getAndIncrement() % 2 == 0) {
      return Optional.of(Cut.THROTTLE);
    }
    if (service.equals("fis")) {
      return Optional.ofNullable(cuts.get(one)); // No experiment cuts FIS itself.
    }
    var method = one + "/" + operation.split(" ")[0];
    return Optional.ofNullable(cuts.getOrDefault(method, cuts.getOrDefault(one, cuts.get(region))));
  }

  private boolean isLost(String answers) {
    var left = lostAnswers.get(answers);
    return left != null && left.getAndDecrement() > 0;
  }

  private static String operation(HttpExchange exchange, byte[] body) {
    var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.lastIndexOf('.') + 1);
    }
    if (exchange.getRequestHeaders().containsKey("smithy-protocol")) {
      var path = exchange.getRequestURI().getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
    var action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
    if (action.find()) {
      return action.group(1);
    }
    var address = exchange.getRequestURI();
    var part = PART.matcher(Optional.ofNullable(address.getRawQuery()).orElse(""));
    return "%s %s%s"
        .formatted(
            exchange.getRequestMethod(), address.getPath(), part.find() ? "?" + part.group(1) : "");
  }

  private void forward(HttpExchange exchange, byte[] body, boolean answering)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(accounts + exchange.getRequestURI().toString()))
            .header(MotoServer.ACCOUNT, account)
            .header(LOST, String.join(" ", lost))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (!answering) {
      return;
    }
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    if (exchange.getRequestMethod().equals("HEAD")) {
      // Of what is not sent, so that nothing else would tell it.
      answer
          .headers()
          .firstValue("content-length")
          .ifPresent(it -> exchange.getResponseHeaders().set("Content-Length", it));
    }
    answer(exchange, answer.statusCode(), answer.body());
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }
}
