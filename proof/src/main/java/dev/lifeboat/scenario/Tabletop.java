package dev.lifeboat.scenario;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A scenario as people walk through it at a table: what they are told, what they are asked, and
/// what the plan answers. Nothing is broken and nothing is changed.
///
/// @param questions in their order; at least one
public record Tabletop(Scenario scenario, List<Question> questions) {
  /// The most that one answer scores.
  public static final int BEST = 2;

  public Tabletop {
    questions = List.copyOf(questions);
  }

  /// One moment of the story.
  ///
  /// @param inject what people learn at this moment
  /// @param ask what they are to answer
  /// @param expected what the plan and the product say; shown once they have answered
  public record Question(String inject, String ask, String expected) {}

  /// The walk through `scenario` for one workload.
  public static Tabletop of(Plan plan, Workload workload, Scenario scenario) {
    var questions = new ArrayList<Question>();
    questions.add(alarm(plan, workload, scenario));
    questions.add(look(workload));
    questions.add(decision(workload, scenario));
    if (scenario instanceof Scenario.Failover) {
      questions.add(loss(workload));
      questions.add(secondWriter(plan));
    }
    questions.addAll(twist(plan, workload, scenario));
    questions.add(proof(plan, workload, scenario));
    if (scenario.recovery().moves()) {
      questions.add(wayHome(plan));
    }
    return new Tabletop(scenario, questions);
  }

  private static Question alarm(Plan plan, Workload workload, Scenario scenario) {
    return new Question(
        "It is 03:10. In %s: %s.".formatted(plan.primary().name(), scenario.breaks()),
        "Who is called, who leads, and by when must clients be served again?",
        "%s owns '%s'; the objectives are RTO %s and RPO %s."
            .formatted(
                workload.owner(),
                workload.name(),
                chosen(workload.objectives().rto()),
                chosen(workload.objectives().rpo())));
  }

  private static String chosen(Duration span) {
    return SpanText.objective(SpanText.number(span));
  }

  private static Question look(Workload workload) {
    return new Question(
        "The first chat message says that '%s' is slow.".formatted(workload.name()),
        "Where do you look first, and what tells you that it is not only you who sees it?",
        "lifeboat status: what the watch sees from three sides, how far the copies are behind, and"
            + " what was proven last.");
  }

  private static Question decision(Workload workload, Scenario scenario) {
    return new Question(
        "Two minutes have passed.",
        "Does anything begin by itself? If not, who may begin it, and with which command?",
        switch (scenario) {
          case Scenario.Healed healed ->
              switch (healed.healer()) {
                case GUARD -> "Nothing is moved: what guards the broken part starts it again.";
                case OTHER_ZONE ->
                    "Nothing is moved: the standby in another zone of the same region takes over.";
              };
          case Scenario.Held _ ->
              "A failover is held back; a person may still begin one: lifeboat failover.";
          case Scenario.Planned _ ->
              "Only a person moves it: lifeboat switchover, with --dry-run first.";
          case Scenario.Failover failover -> failover(workload, failover);
        });
  }

  private static String failover(Workload workload, Scenario.Failover scenario) {
    if (scenario.alarm() == Scenario.Alarm.PERSON) {
      return "The views do not agree that the region is lost: a person begins lifeboat failover.";
    }
    if (scenario.alarm() == Scenario.Alarm.READER) {
      return "Nothing: every check passes. Who reads it begins lifeboat failover --before TIME"
          + " --accept-loss REASON.";
    }
    return switch (workload.failover().trigger()) {
      case AUTOMATIC -> "The watch fails over once all three views agree, unless a hold stands.";
      case APPROVAL -> "The watch asks a person, who approves at its terminal.";
      case MANUAL -> "Nothing: a person begins lifeboat failover.";
    };
  }

  private static Question loss(Workload workload) {
    var stores =
        workload.resources(Database.class).size() + workload.resources(Bucket.class).size();
    boolean refuses = workload.failover().beyondRpo() == FailoverPolicy.BeyondRpo.REFUSE;
    return new Question(
        "A director asks how many orders are gone.",
        "What do you say before the failover, and what after it?",
        "Before: how far the copies of %s are behind (lifeboat status)%s. After: what was"
                .formatted(
                    Count.of(stores, "store"),
                    refuses ? "; beyond the RPO no failover is automatic" : "")
            + " counted, not what was guessed.");
  }

  private static Question secondWriter(Plan plan) {
    return new Question(
        "Somebody restarts servers in %s by hand.".formatted(plan.primary().name()),
        "What keeps the old side from taking orders again?",
        "Its lease is over and its start is guarded: it comes up read-only under the old epoch.");
  }

  private static List<Question> twist(Plan plan, Workload workload, Scenario scenario) {
    return switch (scenario) {
      case Scenario.Failover failover ->
          failover.alarm() == Scenario.Alarm.CONTROLLER_FIRST
              ? List.of(
                  new Question(
                      "Only the controller cannot reach %s.".formatted(plan.primary().name()),
                      "May it fail over?",
                      "No: the recovery region must see the loss too."))
              : midway(plan, failover.midway());
      case Scenario.Held held -> List.of(held(workload, held.by()));
      case Scenario.Healed healed ->
          switch (healed.healer()) {
            case GUARD -> List.of();
            case OTHER_ZONE ->
                List.of(
                    new Question(
                        "Five minutes later the database has still not come back.",
                        "Do you leave the region?",
                        "A person may: lifeboat failover, once it is clear that no zone takes"
                            + " over."));
          };
      case Scenario.Planned _ -> List.of();
    };
  }

  private static List<Question> midway(Plan plan, Scenario.Midway midway) {
    return switch (midway) {
      case NOTHING -> List.of();
      case SECOND_FAULT ->
          List.of(
              new Question(
                  "During the failover the service in %s dies.".formatted(plan.recovery().name()),
                  "Is the failover taken back?",
                  "No: past the first promotion it only goes forward, and waits for the service."));
      case CONTROLLER_KILLED ->
          List.of(
              new Question(
                  "The laptop that runs the failover is dead.",
                  "What is done, what is not, and how do you go on?",
                  "The journal tells; lifeboat resume from any machine that has the state"
                      + " folder."));
    };
  }

  private static Question held(Workload workload, Scenario.Reason by) {
    var policy = workload.failover();
    return switch (by) {
      case RPO ->
          new Question(
              "The alarm LB3009 has been on for ten minutes, and now the region is gone.",
              "Do you fail over? Who signs for what is lost?",
              "Not by itself%s; by hand with lifeboat failover, recorded under a name."
                  .formatted(
                      policy.beyondRpo() == FailoverPolicy.BeyondRpo.ALLOW
                          ? ", but this plan allows it"
                          : ""));
      case FLAPPING ->
          new Question(
              "It is back. It is gone. It is back.",
              "How often may it come and go before you stop trusting it?",
              "%s within %s; then it must stay down for %s."
                  .formatted(
                      Count.of(policy.flapping().dips(), "time"),
                      chosen(policy.flapping().in()),
                      chosen(policy.flapping().lasting())));
    };
  }

  private static Question proof(Plan plan, Workload workload, Scenario scenario) {
    return new Question(
        "Somebody says: it works again.",
        "How do you know?",
        "Writes through the front door of '%s' from %s%s."
            .formatted(
                workload.name(),
                scenario.recovery().moves() ? plan.recovery().name() : plan.primary().name(),
                workload.verify().isEmpty()
                    ? ""
                    : ", and the plan's checks, "
                        + workload.verify().getFirst().http()
                        + " first"));
  }

  private static Question wayHome(Plan plan) {
    return new Question(
        "It is noon, and %s answers again.".formatted(plan.primary().name()),
        "When do you go home, and what must be true before?",
        "lifeboat failback: the old side follows and holds everything before it is promoted;"
            + " nothing is lost on the way, or it takes itself back.");
  }
}
