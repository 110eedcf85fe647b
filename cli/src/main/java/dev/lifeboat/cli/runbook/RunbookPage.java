package dev.lifeboat.cli.runbook;

import dev.lifeboat.assess.Amounts;
import dev.lifeboat.assess.DecisionTree;
import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanPeople.Contact;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.report.DocumentPage.Table;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.RunbookTable;
import dev.lifeboat.runbook.RunbookText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A runbook for people, in six steps from the declaration to the word to clients, with what is
/// typed and pasted on the way.
///
/// @param file of the plan, as it can be typed
record RunbookPage(String file, Plan plan, Workload workload, Runbook runbook) {
  String title() {
    return "%s of %s".formatted(capital(runbook.mode().word()), workload.name());
  }

  String summary() {
    return "%s; RTO %s, RPO %s; %s"
        .formatted(
            RunbookText.title(runbook),
            SpanText.estimated(workload.objectives().rto()),
            SpanText.estimated(workload.objectives().rpo()),
            RunbookJson.hash(runbook));
  }

  List<Section> sections() {
    var sections = new ArrayList<Section>();
    if (runbook.mode() == Mode.FAILOVER) {
      sections.add(DecisionSection.of(DecisionTree.of(plan, workload)));
    }
    sections.add(declaration());
    sections.add(stakeholders());
    sections.add(checks());
    sections.add(execution());
    sections.add(validation());
    sections.add(clients());
    sections.add(afterwards());
    return sections;
  }

  private Section declaration() {
    var declaring = plan.people().declaring(workload.name());
    var sentences = new ArrayList<String>();
    sentences.add(
        runbook.mode() == Mode.FAILOVER
            ? "One of these declares the disaster. Write down who, when and why: ____"
            : "One of these decides. Write down who, when and why: ____");
    if (declaring.isEmpty()) {
      sentences.add("The plan names nobody: people.contacts with declares: true.");
    }
    if (runbook.mode() == Mode.FAILBACK) {
      workload
          .failback()
          .window()
          .ifPresent(it -> sentences.add("The writer goes home within %s alone.".formatted(it)));
    }
    return section(
        runbook.mode() == Mode.FAILOVER ? "1. Declare" : "1. Decide",
        sentences,
        ContactSheet.contacts(declaring));
  }

  private Section stakeholders() {
    return section(
        "2. Tell the people",
        told(),
        ContactSheet.contacts(plan.people().contactsOf(workload.name())),
        new PeopleNotices(plan, workload, runbook).stakeholders());
  }

  private List<String> told() {
    var sentences = new ArrayList<String>();
    sentences.add("Call in this order; owner: %s.".formatted(workload.owner()));
    if (runbook.mode() == Mode.FAILOVER) {
      workload.impact().ifPresent(impact -> sentences.addAll(owed(impact)));
    }
    return sentences;
  }

  private static List<String> owed(Impact impact) {
    var sentences = new ArrayList<String>();
    impact
        .regulation()
        .forEach((rule, report) ->
            sentences.add(
                "Report to %s within %s of the declaration (%s)."
                    .formatted(report.to(), SpanText.estimated(report.within()), rule)));
    for (var penalty : impact.penalties()) {
      sentences.add(
          "After %s of outage %s are owed to %s."
              .formatted(
                  SpanText.estimated(penalty.after()),
                  Amounts.words(penalty.amount(), impact.currency()),
                  penalty.to()));
    }
    return sentences;
  }

  private Section checks() {
    var target = runbook.target();
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "lifeboat check",
            runbook.mode() == Mode.FAILOVER
                ? "names nothing in %s; that %s is silent is expected"
                    .formatted(target, runbook.source())
                : "ends with 0; else mend what it names"));
    workload
        .dependsOn()
        .forEach(it ->
            rows.add(
                List.of("'%s', which it needs".formatted(it), "is served, or was moved before")));
    rows.addAll(others());
    if (runbook.mode() == Mode.FAILOVER || runbook.mode() == Mode.SWITCHOVER) {
      rows.addAll(standby());
    }
    plan.assess()
        .beside()
        .forEach((what, regions) ->
            rows.add(
                List.of(
                    what,
                    regions.contains(target)
                        ? "answers in " + target
                        : "answers; it lies in " + String.join(", ", regions))));
    return section(
        "3. Check before",
        List.of(),
        new Table(List.of("looked at", "must be"), rows),
        """
        lifeboat status %s
        lifeboat check %s
        %s --dry-run
        """
            .formatted(file, file, move()));
  }

  /// What nothing waits for.
  private List<List<String>> others() {
    var rows = new ArrayList<List<String>>();
    workload
        .needs()
        .thirdParties()
        .forEach((name, rto) ->
            rows.add(
                List.of(
                    "third party '%s'".formatted(name),
                    "answers; it promises to be out for %s at most"
                        .formatted(SpanText.estimated(rto)))));
    workload
        .needs()
        .soft()
        .keySet()
        .forEach(it ->
            rows.add(
                List.of(
                    "'%s', without which it is worth less".formatted(it),
                    "may be out: do not wait")));
    return rows;
  }

  /// What stands in the recovery region while nothing is wrong.
  private List<List<String>> standby() {
    var rows = new ArrayList<List<String>>();
    for (var store : workload.mayLose()) {
      rows.add(
          List.of(
              "copy of '%s' in %s".formatted(store, runbook.target()),
              "at most %s behind".formatted(SpanText.estimated(workload.objectives().rpo()))));
    }
    for (var service : workload.resources(Service.class)) {
      int standby = service.instances().standby();
      rows.add(
          List.of(
              "'%s' in %s".formatted(service.name(), runbook.target()),
              standby == 0 ? "can start; none runs before" : standby + " run"));
    }
    return rows;
  }

  private Section execution() {
    var sentences = new ArrayList<String>();
    sentences.add("Carried out by %s.".formatted(movers()));
    sentences.add("It refuses if the runbook is another one than this.");
    if (!runbook.pointOfNoReturn().isEmpty()) {
      sentences.add(RunbookTable.pointOfNoReturn(runbook));
    }
    sentences.add(
        "If it ends with 4, something could not be proven: look up the code with 'lifeboat"
            + " explain CODE'. What a named person may go on without, the message says.");
    sentences.add("If it stops, or its machine does: 'lifeboat runs', then 'lifeboat resume RUN'.");
    return section(
        "4. " + capital(runbook.mode().word()),
        sentences,
        new Table(RunbookTable.HEAD, RunbookTable.rows(runbook)),
        "%s --confirm %s --as NAME --runbook %s"
            .formatted(move(), plan.name(), RunbookJson.hash(runbook)));
  }

  /// Those who may carry it out, the first who is reached.
  private String movers() {
    var moving = plan.people().contactsOf(workload.name()).stream().filter(Contact::moves).toList();
    return moving.isEmpty()
        ? "____"
        : moving.stream()
            .map(it -> "%s (%s)".formatted(it.name(), String.join(", then ", it.reach())))
            .collect(Collectors.joining(", else "));
  }

  private Section validation() {
    var target = runbook.target();
    var rows = new ArrayList<List<String>>();
    workload
        .verify()
        .forEach(it ->
            rows.add(
                List.of("GET %s, as users do".formatted(it.http()), String.valueOf(it.expect()))));
    if (runbook.mode().moves()) {
      for (var service : workload.resources(Service.class)) {
        rows.add(
            List.of(
                "'%s' in %s".formatted(service.name(), target),
                service.instances().serving() + " run"));
      }
      boolean planned = runbook.mode() != Mode.FAILOVER;
      rows.add(
          List.of(
              planned
                  ? "pause, while changes were refused"
                  : "outage, from the loss until users write again",
              "at most %s: ____".formatted(SpanText.estimated(workload.objectives().rto()))));
      rows.add(
          List.of(
              "writes that are gone",
              planned
                  ? "none"
                  : "at most those of %s: ____"
                      .formatted(SpanText.estimated(workload.objectives().rpo()))));
    }
    return section(
        "5. Validate",
        List.of("Somebody who knows the service tries it: ____"),
        new Table(List.of("looked at", "must be"), rows),
        """
        lifeboat status %s
        lifeboat report RUN
        """
            .formatted(file));
  }

  private Section clients() {
    if (!runbook.mode().moves()) {
      return section("6. Tell the clients", List.of("They notice nothing."), null);
    }
    return section(
        "6. Tell the clients",
        List.of("The first text as soon as step 1 is done, the second after step 5."),
        ContactSheet.clients(plan.people().clientsOf(workload.name())),
        new PeopleNotices(plan, workload, runbook).clients().toArray(String[]::new));
  }

  private Section afterwards() {
    var lines = new ArrayList<String>();
    if (runbook.mode() == Mode.FAILOVER) {
      lines.add("lifeboat reprotect %s --workload %s".formatted(file, workload.name()));
      lines.add("lifeboat ledger REPROTECT-RUN");
      lines.add("lifeboat failback %s --workload %s --dry-run".formatted(file, workload.name()));
    }
    lines.add("lifeboat report RUN --review");
    return section(
        "Afterwards",
        runbook.mode() == Mode.FAILOVER
            ? List.of(
                "A replica again, what only the old side had (its run tells), the way home, and the"
                    + " review.")
            : List.of("The review."),
        null,
        String.join("\n", lines));
  }

  private String move() {
    return "lifeboat %s %s --workload %s".formatted(runbook.mode().word(), file, workload.name());
  }

  private static Section section(
      String title, List<String> sentences, @Nullable Table table, String... pastes) {
    return new Section(title, sentences, List.of(), table, List.of(pastes));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
