package dev.lifeboat.cli.runbook;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanPeople.Client;
import dev.lifeboat.plan.PlanPeople.Contact;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Tier;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.report.DocumentPage.Table;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sheet of who is called for a plan, in which order, and which clients are told.
record ContactSheet(Plan plan) {
  private static final List<String> HEAD =
      List.of("#", "name", "role", "reach", "hours", "next after", "declares", "moves", "for");

  List<Section> sections() {
    var people = plan.people();
    return List.of(
        new Section(
            "Call in this order",
            people.contacts().isEmpty()
                ? List.of("The plan names nobody: people.contacts.")
                : List.of(),
            List.of(),
            contacts(List.copyOf(people.contacts().values()))),
        new Section(
            "Owners",
            List.of(),
            List.of(),
            new Table(
                List.of("workload", "owner", "criticality", "RTO", "RPO", "call first"),
                plan.workloads().values().stream().map(this::owner).toList())),
        new Section(
            "Clients",
            people.clients().isEmpty()
                ? List.of("The plan names nobody: people.clients.")
                : List.of(),
            List.of(),
            clients(List.copyOf(people.clients().values()))));
  }

  private List<String> owner(Workload workload) {
    return List.of(
        workload.name(),
        workload.owner(),
        workload.criticality().word(),
        SpanText.estimated(workload.objectives().rto()),
        SpanText.estimated(workload.objectives().rpo()),
        plan.people().contactsOf(workload.name()).stream()
            .findFirst()
            .map(it -> "%s, %s".formatted(it.name(), it.reach().getFirst()))
            .orElse("-"));
  }

  /// Those who are called, in that order.
  static Table contacts(List<Contact> contacts) {
    var rows = new ArrayList<List<String>>();
    for (var it : contacts) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              it.name(),
              it.role(),
              String.join(", then ", it.reach()),
              it.hours(),
              it.nextAfter().map(SpanText::of).orElse("-"),
              word(it.declares()),
              word(it.moves()),
              scope(it.workloads())));
    }
    return new Table(HEAD, rows);
  }

  /// Those who were promised most come first.
  static Table clients(List<Client> clients) {
    return new Table(
        List.of("client", "tier", "promised", "told", "uses"),
        clients.stream()
            .sorted(
                Comparator.comparing(
                    it -> it.tier().map(Tier::rto).orElse(ChronoUnit.FOREVER.getDuration())))
            .map(ContactSheet::client)
            .toList());
  }

  private static List<String> client(Client client) {
    return List.of(
        client.name(),
        client.tier().map(Tier::name).orElse("-"),
        client
            .tier()
            .map(it ->
                "back within %s, at most %s lost"
                    .formatted(SpanText.of(it.rto()), SpanText.of(it.rpo())))
            .orElse("-"),
        client.told().isEmpty() ? "-" : String.join(", ", client.told()),
        scope(client.workloads()));
  }

  private static String word(boolean holds) {
    return holds ? "yes" : "no";
  }

  private static String scope(List<String> workloads) {
    return workloads.isEmpty() ? "all" : String.join(", ", workloads);
  }
}
