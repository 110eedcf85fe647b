package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.provision.AccountPlans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.paginators.ListHostedZonesIterable;

/// The zone that the name of the example is in.
final class NamedZonesTest {
  private static final List<String> MISSING = List.of("HostedZone");

  private List<HostedZone> zones = List.of(zone("Z1", false));
  private boolean silent;

  private static HostedZone zone(String id, boolean privately) {
    return HostedZone.builder()
        .id("/hostedzone/" + id)
        .name("example.com.")
        .config(it -> it.privateZone(privately))
        .build();
  }

  private final class Zones implements Route53Client {
    @Override
    public ListHostedZonesIterable listHostedZonesPaginator() {
      return listHostedZonesPaginator(ListHostedZonesRequest.builder().build());
    }

    @Override
    public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
      if (silent) {
        throw SdkClientException.create("no way there");
      }
      return ListHostedZonesResponse.builder().hostedZones(zones).isTruncated(false).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private Map<String, String> values(String folder, List<String> missing) throws Exception {
    return new NamedZones(
            AccountPlans.example("dr-lab-warm-standby"),
            new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
                .with((_, _) -> Optional.of(new Zones())))
        .values(folder, missing);
  }

  @Test
  void the_public_zone_of_the_name_is_found_where_it_is_missing() throws Exception {
    zones = List.of(zone("Z0", true), zone("Z1", false));

    assertThat(values("name-entry", MISSING)).containsOnly(Map.entry("HostedZone", "Z1"));
    assertThat(values("name-entry", List.of("PrimaryBalancer"))).isEmpty();
    assertThat(values("name-other", MISSING)).isEmpty();
    assertThat(values("recovery", MISSING)).isEmpty();
  }

  /// Goal: no record is written into a zone that nobody delegates to.
  @Test
  void none_several_and_a_silent_account_leave_it_to_a_person() throws Exception {
    for (var some : List.of(List.<HostedZone>of(), List.of(zone("Z1", false), zone("Z2", false)))) {
      zones = some;
      assertThat(values("name-entry", MISSING)).isEmpty();
    }
    zones = List.of(zone("Z1", false));
    silent = true;
    assertThat(values("name-entry", MISSING)).isEmpty();
  }
}
