package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointConfiguration;
import software.amazon.awssdk.services.globalaccelerator.model.PortRange;

/// Where Global Accelerator leads a user who is nearest to home, `east`, simulated as AWS documents
/// it: to `east` as often as its dial says and to `west` otherwise; where one of them has no
/// healthy endpoint, to the other one whatever the dials say; and to the nearest where none has.
/// Its control plane is the account's.
public final class SimulatedAccelerator implements AutoCloseable {
  private static final int ALL = 100;
  private static final int SEED = 7;
  static final String CONTROL_PLANE = "us-west-2";
  private static final int HTTPS = 443;

  private final GlobalAcceleratorClient control;
  private final Map<String, String> groups = new LinkedHashMap<>();
  private final String home;
  private final String away;
  private final Predicate<String> healthy;
  private final HttpServer server;
  private final Random chance = new Random(SEED);

  /// @param healthy whether the endpoint of each region is, by the plan's names of them
  public SimulatedAccelerator(TestBed bed, Map<String, BooleanSupplier> healthy)
      throws IOException {
    this(bed, eastAndWest(), region -> healthy.getOrDefault(region, () -> false).getAsBoolean());
  }

  /// @param awsRegions of the regions of a plan, by their names there, home first
  /// @param healthy whether the endpoint of a region is
  SimulatedAccelerator(
      TestBed bed, SequencedMap<String, String> awsRegions, Predicate<String> healthy)
      throws IOException {
    this.home = awsRegions.firstEntry().getKey();
    this.away = awsRegions.lastEntry().getKey();
    this.healthy = healthy;
    this.control = bed.patient(GlobalAcceleratorClient.builder(), CONTROL_PLANE);
    var accelerator =
        control.createAccelerator(it -> it.name("shop").idempotencyToken(token())).accelerator();
    var listener =
        control
            .createListener(it ->
                it.acceleratorArn(accelerator.acceleratorArn())
                    .protocol("TCP")
                    .portRanges(PortRange.builder().fromPort(HTTPS).toPort(HTTPS).build())
                    .idempotencyToken(token()))
            .listener();
    group(listener.listenerArn(), home, awsRegions.firstEntry().getValue(), ALL);
    group(listener.listenerArn(), away, awsRegions.lastEntry().getValue(), 0);
    this.server = begin();
  }

  /// One that somebody else made.
  ///
  /// @param made the ARN of the group of each region of a plan
  /// @param regions of the plan, home first
  SimulatedAccelerator(
      TestBed bed, Map<String, String> made, List<String> regions, Predicate<String> healthy)
      throws IOException {
    this.home = regions.getFirst();
    this.away = regions.getLast();
    this.healthy = healthy;
    this.control = bed.patient(GlobalAcceleratorClient.builder(), CONTROL_PLANE);
    groups.putAll(made);
    this.server = begin();
  }

  private HttpServer begin() throws IOException {
    var begun = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    begun.createContext("/region", this::tell);
    begun.start();
    return begun;
  }

  private static SequencedMap<String, String> eastAndWest() {
    var regions = new LinkedHashMap<String, String>();
    regions.put("east", TestBed.PRIMARY);
    regions.put("west", TestBed.RECOVERY);
    return regions;
  }

  private static String token() {
    return UUID.randomUUID().toString();
  }

  private void group(String listener, String region, String awsRegion, int dial) {
    var balancer =
        EndpointConfiguration.builder().endpointId("balancer-" + region).weight(128).build();
    groups.put(
        region,
        control
            .createEndpointGroup(it ->
                it.listenerArn(listener)
                    .endpointGroupRegion(awsRegion)
                    .endpointConfigurations(balancer)
                    .trafficDialPercentage((float) dial)
                    .idempotencyToken(token()))
            .endpointGroup()
            .endpointGroupArn());
  }

  /// ARN of the group of each region.
  public Map<String, String> groups() {
    return Map.copyOf(groups);
  }

  /// At which the region tells its name.
  public URI tells() {
    return URI.create("http://127.0.0.1:%d/region".formatted(server.getAddress().getPort()));
  }

  public int dial(String region) {
    return Math.round(
        control
            .describeEndpointGroup(it -> it.endpointGroupArn(groups.get(region)))
            .endpointGroup()
            .trafficDialPercentage());
  }

  /// As somebody else would.
  public void turn(String region, int percent) {
    control.updateEndpointGroup(
        it -> it.endpointGroupArn(groups.get(region)).trafficDialPercentage((float) percent));
  }

  /// Takes the endpoints of a group away.
  public void empty(String region) {
    leadTo(region, "balancer-" + region, 0);
  }

  /// Gives a group one endpoint.
  public void leadTo(String region, String balancer, int weight) {
    var endpoint = EndpointConfiguration.builder().endpointId(balancer).weight(weight).build();
    control.updateEndpointGroup(
        it -> it.endpointGroupArn(groups.get(region)).endpointConfigurations(endpoint));
  }

  public void disable() {
    var arn = groups.values().iterator().next().split("/listener/", 2)[0];
    control.updateAccelerator(it -> it.acceleratorArn(arn).enabled(false));
  }

  /// The region that one user is led to.
  public String led() {
    return led(1).getFirst();
  }

  /// The regions that so many users are led to, who come at once.
  public List<String> led(int users) {
    boolean near = healthy.test(home);
    boolean far = healthy.test(away);
    int dial = near && far ? dial(home) : far ? 0 : ALL;
    return IntStream.range(0, users)
        .mapToObj(it -> chance.nextInt(ALL) < dial ? home : away)
        .toList();
  }

  private void tell(HttpExchange exchange) throws IOException {
    try (exchange) {
      var region = led();
      boolean answers = healthy.test(region);
      RegionGate.answer(exchange, answers ? 200 : 503, region.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
