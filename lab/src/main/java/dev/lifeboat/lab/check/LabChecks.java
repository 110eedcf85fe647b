package dev.lifeboat.lab.check;

import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ClockSkew;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The regions of a lab: whether their ports can be had, whether their agents answer, and what time
/// they believe it is.
///
/// @param typed the plan's path, as it can be typed
/// @param state the state folder
public record LabChecks(Plan plan, String typed, Path state, InstantSource wall) {
  private static final Duration CONNECT = Duration.ofMillis(500);

  /// A look for the lab that is up.
  @FunctionalInterface
  public interface Search {
    /// Empty when none is.
    Optional<LabClients> lab() throws InterruptedException, ProblemException;
  }

  /// The checks for the lab as it is now, up or not. One whose files cannot be read is a finding:
  /// the other looks go on.
  public List<DoctorCheck> all(Search search) throws InterruptedException {
    try {
      return search.lab().map(this::of).orElseGet(this::ofNone);
    } catch (ProblemException unread) {
      var why = unread.problem();
      return List.of(
          DoctorCheck.of(
              "regions", () -> DoctorFinding.unknown("regions", why.happened(), why.action())));
    }
  }

  private List<DoctorCheck> ofNone() {
    var none = "no lab of '%s' is up, so no agent can be asked".formatted(plan.name());
    return List.of(
        DoctorCheck.of("ports", this::freePorts),
        DoctorCheck.of(
            "regions", () -> DoctorFinding.unknown("regions", none, "lifeboat lab up " + typed)));
  }

  private List<DoctorCheck> of(LabClients clients) {
    var checks = new ArrayList<DoctorCheck>();
    checks.add(new DoctorCheck("ports", () -> doors(clients)));
    for (var region : clients.topology().regions().keySet()) {
      checks.add(agent(clients, region));
    }
    checks.add(agent(clients, clients.topology().edge().name()));
    return List.copyOf(checks);
  }

  private DoctorFinding freePorts() {
    try {
      var folder = Topology.folder(state, plan.name());
      var topology = AddressPlan.layOut(plan, folder);
      var regions =
          topology.regions().values().stream()
              .map(site -> site.address())
              .collect(Collectors.joining(", "));
      return DoctorFinding.well(
          "ports",
          "a lab would find its ports free, at %s and %s"
              .formatted(topology.edge().address(), regions));
    } catch (ProblemException taken) {
      return DoctorFinding.trouble("ports", taken.problem().happened(), taken.problem().action());
    }
  }

  private List<DoctorFinding> doors(LabClients clients) {
    var findings = new ArrayList<DoctorFinding>();
    for (var door : clients.topology().edge().doors().keySet()) {
      var address = clients.address(door);
      try (var socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(address.getHost(), address.getPort()), (int) CONNECT.toMillis());
        findings.add(
            DoctorFinding.well(
                "ports", "front door %s takes connections at %s".formatted(door, address)));
      } catch (IOException refused) {
        findings.add(
            DoctorFinding.trouble(
                "ports",
                "front door %s does not take connections at %s: %s"
                    .formatted(door, address, NoAnswer.why(refused)),
                status()));
      }
    }
    return findings;
  }

  private String status() {
    return "lifeboat lab status " + typed;
  }

  /// The edge is no region, so nothing breaks it as one.
  private String remedy(String region) {
    return plan.pair().contains(region)
        ? "see '%s'; if it was broken on purpose: 'lifeboat lab heal %s region %s'"
            .formatted(status(), typed, region)
        : status();
  }

  private DoctorCheck agent(LabClients clients, String region) {
    var what = "agent of " + region;
    return new DoctorCheck(
        what,
        () -> {
          var before = wall.instant();
          try {
            var state = clients.agent(region).state();
            var skew = ClockSkew.of(before, state.at(), wall.instant());
            return List.of(answered(what, skew, state.leaseClock()), health(clients, region));
          } catch (IOException silent) {
            return List.of(
                DoctorFinding.trouble(
                    what, "it does not answer: " + silent.getMessage(), remedy(region)));
          }
        });
  }

  private static DoctorFinding answered(String what, ClockSkew skew, @Nullable String leaseClock) {
    return DoctorFinding.judge(
        skew.isSmall(),
        what,
        "answers after %d ms; its clock is %d ms from ours; its leases count by %s"
            .formatted(
                skew.took().toMillis(),
                skew.ahead().toMillis(),
                leaseClock == null ? "a clock that it does not name" : leaseClock),
        "let a time service keep both clocks");
  }

  private DoctorFinding health(LabClients clients, String region)
      throws IOException, InterruptedException {
    var health = clients.agent(region).health();
    var what = "region " + region;
    return health.well()
        ? DoctorFinding.well(what, "nothing that must run is missing")
        : DoctorFinding.trouble(what, "missing: " + String.join(", ", health.missing()), status());
  }
}
