package dev.lifeboat.assess;

import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanPeople;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Questions that lead to the declaration of a disaster, made of the rules that a plan has for one
/// workload. Whoever is asked takes them one after the other.
///
/// @param end what to do after the last one
public record DecisionTree(List<Question> questions, String end) {

  /// One question, with two answers.
  ///
  /// @param yes what follows; empty for the next question
  /// @param no the same
  public record Question(String asks, Optional<String> yes, Optional<String> no) {
    private static Question unlessYes(String asks, String yes) {
      return new Question(asks, Optional.of(yes), Optional.empty());
    }

    private static Question unlessNo(String asks, String no) {
      return new Question(asks, Optional.empty(), Optional.of(no));
    }
  }

  public DecisionTree {
    questions = List.copyOf(questions);
  }

  public static DecisionTree of(Plan plan, Workload workload) {
    var questions = new ArrayList<Question>();
    var policy = workload.failover();
    var home = plan.primary().name();
    questions.add(
        Question.unlessYes(
            "Are users of '%s' served?".formatted(workload.name()),
            "move nothing, and look for another cause"));
    questions.add(lost(home, policy));
    if (policy.trigger() == Trigger.AUTOMATIC) {
      questions.add(
          Question.unlessYes(
              "Has the watch begun a failover by itself?",
              "follow that run, and go on with telling people"));
    }
    questions.add(
        Question.unlessYes(
            "Is '%s' expected back within %s?".formatted(home, span(plan.people().declareAbove())),
            "wait until then, and ask again; the RTO is " + span(workload.objectives().rto())));
    workload.dependsOn().stream()
        .map(needed ->
            Question.unlessNo(
                "Has '%s', which it needs, left '%s'?".formatted(needed, home),
                "fail over '%s' first".formatted(needed)))
        .forEach(questions::add);
    var later = workload.mayLose();
    if (!later.isEmpty() && policy.beyondRpo() == BeyondRpo.REFUSE) {
      questions.add(
          Question.unlessNo(
              "Was the copy of %s in '%s' at most %s behind?"
                  .formatted(
                      String.join(", ", later),
                      plan.recovery().name(),
                      span(workload.objectives().rpo())),
              "let a person who declares accept the greater loss in writing, or wait"));
    }
    return new DecisionTree(questions, end(plan, workload));
  }

  private static Question lost(String home, FailoverPolicy policy) {
    var detect = policy.detect();
    return Question.unlessNo(
        "Has '%s' failed %s in a row, %s apart, from every view?"
            .formatted(home, Count.of(detect.failures(), "look"), span(detect.every())),
        policy.outages().countsUsers()
            ? "wait; users who are out for %s are moved as planned while its database lives"
                .formatted(span(policy.outages().usersAfter()))
            : "wait: a slow region is not a lost one");
  }

  private static String end(Plan plan, Workload workload) {
    var declaring =
        plan.people().declaring(workload.name()).stream().map(PlanPeople.Contact::name).toList();
    return "%s declares a disaster%s"
        .formatted(
            declaring.isEmpty() ? "whoever leads" : String.join(" or ", declaring),
            switch (workload.failover().trigger()) {
              case AUTOMATIC, MANUAL -> ", and the failover is begun by hand";
              case APPROVAL ->
                  ", and the watch is answered with yes, or the failover begun by hand";
            });
  }

  /// The same as a Mermaid flow chart; ends with a line feed.
  public String mermaid() {
    var chart = new StringBuilder("flowchart TD\n");
    for (int i = 0; i < questions.size(); i++) {
      var question = questions.get(i);
      chart.append("  q%d{%s}\n".formatted(i + 1, label(question.asks())));
      chart.append(branch(i, "yes", question.yes()));
      chart.append(branch(i, "no", question.no()));
    }
    return chart.append("  declare{{%s}}\n".formatted(label(end))).toString();
  }

  private String branch(int index, String answer, Optional<String> follows) {
    var next = index + 1 == questions.size() ? "declare" : "q" + (index + 2);
    return "  q%d -- %s --> %s\n"
        .formatted(
            index + 1,
            answer,
            follows.map(it -> "%s%d[%s]".formatted(answer, index + 1, label(it))).orElse(next));
  }

  private static String label(String text) {
    return "\"" + text.replace("\"", "#quot;") + "\"";
  }

  private static String span(Duration span) {
    return span.isZero() ? "0 s" : SpanText.of(span);
  }
}
