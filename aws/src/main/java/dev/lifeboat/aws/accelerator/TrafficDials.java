package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.globalaccelerator.model.AcceleratorStatus;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointDescription;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroup;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroupNotFoundException;

/// The traffic dials of an accelerator's two endpoint groups, by their regions. A dial is a per
/// cent of the users who are nearest to its group; the others go to the other one. While a group
/// has no healthy endpoint its users go to the other one whatever the dials say, so that no dial
/// ever has to be turned for a failover.
///
/// @param groups ARN of the endpoint group of each of the two regions
public record TrafficDials(AwsClients clients, RegionSites<String> groups) {
  private static final String LISTENER = "/listener/";

  /// A dial that leads all of a group's users to it.
  public static final int ALL = 100;

  /// @param dials per cent, by region
  /// @param deployed whether every edge location has them
  record Standing(TreeMap<String, Float> dials, boolean deployed) {
    /// Whether the dial of `region` is turned to `percent` exactly.
    boolean is(String region, int percent) {
      return dial(region) == percent;
    }

    /// Whether `region` has at least `percent`.
    boolean has(String region, int percent) {
      return dial(region) >= percent;
    }

    private float dial(String region) {
      return Optional.ofNullable(dials.get(region)).orElse(0f);
    }

    String words() {
      var told =
          dials.entrySet().stream()
              .map(it -> "%s %.0f %%".formatted(it.getKey(), it.getValue()))
              .collect(Collectors.joining(", ", "dials: ", ""));
      return deployed ? told : told + ", not deployed everywhere yet";
    }
  }

  /// The other one of the two regions.
  String otherThan(String region) {
    return groups.otherThan(region);
  }

  /// @throws ProblemException LB7005 when a group is missing, LB7008 when no endpoint of it takes
  ///   traffic; another code when that cannot be told
  Standing look() throws ProblemException, InterruptedException {
    var dials = new TreeMap<String, Float>();
    for (var region : groups.byRegion().keySet()) {
      dials.put(region, group(region).trafficDialPercentage());
    }
    var accelerator = accelerator(groups.all().iterator().next());
    var status =
        call(it -> it.describeAccelerator(of -> of.acceleratorArn(accelerator)))
            .accelerator()
            .status();
    return new Standing(dials, status == AcceleratorStatus.DEPLOYED);
  }

  private EndpointGroup group(String region) throws ProblemException, InterruptedException {
    var arn = groups.in(region);
    try {
      var found =
          call(it -> it.describeEndpointGroup(of -> of.endpointGroupArn(arn))).endpointGroup();
      if (found.endpointDescriptions().stream().noneMatch(TrafficDials::takesTraffic)) {
        throw noEndpoint(groups, region).asException();
      }
      return found;
    } catch (ProblemException failed) {
      throw failed.getCause() instanceof EndpointGroupNotFoundException
          ? new ProblemException(missing(region, arn), failed)
          : failed;
    }
  }

  /// Whether users are led to `endpoint` at all.
  public static boolean takesTraffic(EndpointDescription endpoint) {
    return endpoint.weight() == null || endpoint.weight() > 0;
  }

  /// Asks for a dial; it holds once [#look] shows it deployed.
  void turn(String region, int percent) throws ProblemException, InterruptedException {
    var arn = groups.in(region);
    var _ =
        call(it ->
            it.updateEndpointGroup(
                of -> of.endpointGroupArn(arn).trafficDialPercentage((float) percent)));
  }

  private Problem missing(String region, String arn) {
    return Problem.lasting(
        Code.LB7005,
        "there is no endpoint group %s for %s in %s".formatted(arn, groups.resource(), region),
        "users cannot be shifted by its dial; nothing was changed",
        "create the group, or correct its ARN in the plan");
  }

  /// ARN of the accelerator that an endpoint group is of.
  public static String accelerator(String group) {
    return group.split(LISTENER, 2)[0];
  }

  /// What is told of a group that leads users to nothing.
  public static Problem noEndpoint(RegionSites<String> groups, String region) {
    return Problem.lasting(
        Code.LB7008,
        "endpoint group %s for %s in %s has no endpoint with a weight above 0"
            .formatted(groups.in(region), groups.resource(), region),
        "no user would ever be led there, not even when the other region is lost",
        "add the region's load balancer to the group, with a weight above 0");
  }

  private <T> T call(RegionCall.Of<GlobalAcceleratorClient, T> call)
      throws ProblemException, InterruptedException {
    return clients
        .at(
            AwsApi.accelerators(),
            AwsClients.ACCELERATORS,
            "users of %s stay where they are".formatted(groups.resource()))
        .make(call);
  }
}
