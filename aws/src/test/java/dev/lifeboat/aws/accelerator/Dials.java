package dev.lifeboat.aws.accelerator;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.globalaccelerator.model.Accelerator;
import software.amazon.awssdk.services.globalaccelerator.model.AcceleratorStatus;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeAcceleratorRequest;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeAcceleratorResponse;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeEndpointGroupRequest;
import software.amazon.awssdk.services.globalaccelerator.model.DescribeEndpointGroupResponse;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointDescription;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroup;
import software.amazon.awssdk.services.globalaccelerator.model.UpdateEndpointGroupRequest;
import software.amazon.awssdk.services.globalaccelerator.model.UpdateEndpointGroupResponse;

/// An accelerator in memory: its dials, which are deployed at once, and who answers behind it.
/// Thread-safe.
final class Dials implements AutoCloseable {
  private static final String LISTENER = "arn:aws:globalaccelerator::1:accelerator/a/listener/l/";

  final Map<String, Float> dials = new ConcurrentSkipListMap<>();
  private final HttpServer server;
  private volatile String serves = "east";
  private volatile boolean silent;

  Dials(AwsAnswers answers) throws IOException {
    dials.put("east", 0f);
    dials.put("west", 100f);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          try (call) {
            var told = serves.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(silent ? 503 : 200, told.length);
            call.getResponseBody().write(told);
          }
        });
    server.start();
    answer(answers);
  }

  private void answer(AwsAnswers answers) {
    answers
        .to(
            DescribeEndpointGroupRequest.class,
            asked ->
                DescribeEndpointGroupResponse.builder()
                    .endpointGroup(group(region(asked.endpointGroupArn())))
                    .build())
        .to(
            DescribeAcceleratorRequest.class,
            _ ->
                DescribeAcceleratorResponse.builder()
                    .accelerator(Accelerator.builder().status(AcceleratorStatus.DEPLOYED).build())
                    .build())
        .to(
            UpdateEndpointGroupRequest.class,
            asked -> {
              dials.put(region(asked.endpointGroupArn()), asked.trafficDialPercentage());
              return UpdateEndpointGroupResponse.builder().build();
            });
  }

  private EndpointGroup group(String region) {
    return EndpointGroup.builder()
        .trafficDialPercentage(dials.get(region))
        .endpointDescriptions(EndpointDescription.builder().weight(128).build())
        .build();
  }

  private static String region(String arn) {
    return arn.substring(LISTENER.length());
  }

  RegionSites<String> groups() {
    var groups = new LinkedHashMap<String, String>();
    dials.keySet().forEach(region -> groups.put(region, LISTENER + region));
    return new RegionSites<>("entry", groups);
  }

  AcceleratorProbe probe() {
    return new AcceleratorProbe(
        URI.create("http://127.0.0.1:%d/region".formatted(server.getAddress().getPort())));
  }

  /// From now on the endpoints of `region` are the healthy ones.
  void serve(String region) {
    serves = region;
  }

  /// Whether nobody answers behind it.
  void silence(boolean now) {
    silent = now;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
