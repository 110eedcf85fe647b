package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// CloudFormation in memory, as its user guide has it: change sets by difference, replacement, a
/// rollback in the middle, types and parameters that are refused, kept things that are taken in. It
/// works while it is looked at, some resources at each look.
final class MemoryStacks implements StackPort {
  private static final int AT_ONCE = 8;

  private final Map<StackAddress, MemoryStack> stacks = new LinkedHashMap<>();

  /// What is in the account under a name, by region, type and name; empty for what is in no stack.
  final Map<String, Optional<StackAddress>> things = new TreeMap<>();

  /// Resources that cannot be made, by their ids in a template.
  final Set<String> failing = new HashSet<>();

  /// For how many looks a stack is still seen as it was before a change or its removal began.
  int late;

  /// Whether somebody takes each change set away before it can be looked at.
  boolean thief;

  /// Whether a rollback of an update fails too.
  boolean stuck;

  /// Whether nobody may ask which stack has a thing.
  boolean secretive;

  /// Whether change sets cannot be taken back.
  boolean stubborn;

  /// Whose stacks are listed.
  String plan = "dr-lab";

  /// What people changed beside.
  final MemoryDrift drift = new MemoryDrift(this);

  Mortality life = Mortality.never();
  int executions;
  int proposals;

  @Override
  public List<StackAddress> all(String awsRegion) throws ProblemException {
    if (secretive) {
      throw ProblemException.lasting(Code.LB7002, "the look is denied", "it stays", "allow it");
    }
    return stacks.keySet().stream()
        .filter(it -> it.awsRegion().equals(awsRegion))
        .filter(it -> it.name().startsWith("lifeboat-%s-".formatted(plan)))
        .toList();
  }

  @Override
  public Optional<StackLook> look(StackAddress at) {
    var stack = stacks.get(at);
    if (stack == null) {
      return Optional.empty();
    }
    if (stack.unseen > 0) {
      stack.unseen--;
      return stack.seen;
    }
    if (stack.look().standing() == StackLook.Standing.AT_WORK) {
      life.moment();
      work(at, stack);
    }
    return Optional.ofNullable(stacks.get(at)).map(MemoryStack::look);
  }

  @Override
  public void propose(
      StackAddress at, StackTemplate template, Map<String, String> values, ProposalKind kind) {
    life.moment();
    var stack = stacks.get(at);
    boolean first = kind == ProposalKind.FIRST;
    if (first ? stack != null && !stack.status.equals("REVIEW_IN_PROGRESS") : stack == null) {
      throw new IllegalStateException(first ? "AlreadyExists " + at : "no stack " + at);
    }
    if (stack != null && stack.look().standing() == StackLook.Standing.AT_WORK) {
      throw new IllegalStateException("ValidationError: %s is %s".formatted(at, stack.status));
    }
    var of = stacks.computeIfAbsent(at, _ -> new MemoryStack());
    of.change = Optional.of(reckoned(at, of, template, values, kind));
    life.moment();
  }

  MemoryStack.Change reckoned(
      StackAddress at,
      MemoryStack of,
      StackTemplate template,
      Map<String, String> values,
      ProposalKind kind) {
    var change = new MemoryStack.Change("change-set " + ++proposals);
    change.template = template;
    change.values = new TreeMap<>(values);
    change.refusal = MemoryResource.refusal(template, values);
    if (change.refusal.isEmpty()) {
      change.wanted = MemoryResource.of(at, template.text(), values);
      change.changes = difference(at, of, change.wanted);
    }
    if (kind == ProposalKind.ACTUAL) {
      change.refusal = drift.irreparable ? "nothing can be put back" : change.refusal;
      change.changes =
          Stream.concat(change.changes.stream(), drift.changes(at).stream()).distinct().toList();
    }
    return change;
  }

  /// Somebody else has a change set of each stack that is about to be made.
  void proposeAgain() {
    stacks.forEach((at, stack) -> {
      var change = reckoned(at, stack, stack.template, stack.parameters, ProposalKind.TEMPLATES);
      change.state = StackProposal.State.READY;
      stack.change = Optional.of(change);
    });
  }

  private List<StackChange> difference(
      StackAddress at, MemoryStack stack, Map<String, MemoryResource> wanted) {
    var changes = new ArrayList<StackChange>();
    wanted.forEach((id, one) -> {
      var present = stack.has.get(id);
      if (present == null) {
        boolean there = one.kept() && Optional.empty().equals(things.get(one.thing(at)));
        changes.add(new StackChange(there ? "Import" : "Add", one.type(), id, "", "False"));
      } else if (!present.equals(one)) {
        changes.add(
            new StackChange("Modify", one.type(), id, present.name(), one.replaces(present)));
      }
    });
    stack.has.forEach((id, one) -> {
      if (!wanted.containsKey(id)) {
        changes.add(new StackChange("Remove", one.type(), id, one.name(), "False"));
      }
    });
    return changes;
  }

  @Override
  public StackProposal proposal(StackAddress at) {
    var _ = look(at);
    return proposal(at, Optional.ofNullable(stacks.get(at)).flatMap(it -> it.change));
  }

  StackProposal proposal(StackAddress at, Optional<MemoryStack.Change> change) {
    if (change.isEmpty() || thief) {
      return new StackProposal("", StackProposal.State.NONE, "", List.of());
    }
    var of = change.get();
    var told = of.state;
    if (of.state == StackProposal.State.RECKONED) {
      of.state =
          !of.refusal.isEmpty()
              ? StackProposal.State.REFUSED
              : isEmpty(at, of) ? StackProposal.State.EMPTY : StackProposal.State.READY;
    }
    return new StackProposal(of.id, told, of.refusal, of.changes);
  }

  private boolean isEmpty(StackAddress at, MemoryStack.Change change) {
    var stack = stack(at);
    return change.changes.isEmpty()
        && stack.parameters.equals(change.values)
        && stack.template.outputs().equals(change.template.outputs());
  }

  @Override
  public void withdraw(StackAddress at) throws ProblemException {
    life.moment();
    if (stubborn) {
      throw ProblemException.lasting(Code.LB7002, "withdrawal is denied", "it stays", "allow it");
    }
    var stack = stacks.get(at);
    if (stack != null && stack.look().standing() != StackLook.Standing.AT_WORK) {
      stack.change = Optional.empty();
    }
    life.moment();
  }

  @Override
  public void execute(StackAddress at) {
    life.moment();
    var stack = stack(at);
    var change = stack.change.orElseThrow();
    if (change.state != StackProposal.State.READY) {
      throw new IllegalStateException("InvalidChangeSetStatus " + change.state);
    }
    executions++;
    see(stack);
    stack.changeSet = change.id;
    change.state = StackProposal.State.BEGUN;
    stack.status = stack.status.startsWith("REVIEW") ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS";
    stack.before = new LinkedHashMap<>(stack.has);
    stack.failures.clear();
    stack.todo.clear();
    change.changes.forEach(it -> stack.todo.add(it.id()));
    life.moment();
  }

  @Override
  public void delete(StackAddress at) {
    life.moment();
    var stack = stacks.get(at);
    if (stack != null) {
      see(stack);
      stack.status = "DELETE_IN_PROGRESS";
      stack.todo.clear();
      stack.todo.addAll(stack.has.keySet());
    }
    life.moment();
  }

  private void see(MemoryStack stack) {
    stack.seen = Optional.of(stack.look());
    stack.unseen = late;
  }

  private void work(StackAddress at, MemoryStack stack) {
    for (int i = 0; i < AT_ONCE && !stack.todo.isEmpty(); i++) {
      step(at, stack, stack.todo.removeFirst());
    }
    if (!stack.todo.isEmpty() || stack.look().isAtRest()) {
      return;
    }
    switch (stack.status) {
      case "DELETE_IN_PROGRESS" -> stacks.remove(at);
      case "ROLLBACK_IN_PROGRESS" -> end(stack, "ROLLBACK_COMPLETE");
      case "UPDATE_ROLLBACK_IN_PROGRESS" ->
          end(stack, stuck ? "UPDATE_ROLLBACK_FAILED" : "UPDATE_ROLLBACK_COMPLETE");
      default -> {
        var change = stack.change.orElseThrow();
        stack.template = change.template;
        stack.parameters = change.values;
        end(stack, stack.status.startsWith("CREATE") ? "CREATE_COMPLETE" : "UPDATE_COMPLETE");
      }
    }
  }

  private static void end(MemoryStack stack, String status) {
    stack.status = status;
    // A change that was made takes all change sets of its stack with it.
    stack.change =
        stack.change.filter(_ -> status.contains("ROLLBACK") && !status.startsWith("DELETE"));
    stack.change.ifPresent(it -> it.state = StackProposal.State.UNDONE);
  }

  private void step(StackAddress at, MemoryStack stack, String id) {
    if (stack.status.equals("DELETE_IN_PROGRESS")) {
      var one = Objects.requireNonNull(stack.has.get(id));
      if (one.isProtected() && !one.kept()) {
        stack.failures.add(one.type() + " " + id + ": deletion protection is enabled");
        stack.todo.clear();
        end(stack, "DELETE_FAILED");
        return;
      }
      drop(at, Objects.requireNonNull(stack.has.remove(id)), true);
      return;
    }
    var wanted = stack.change.orElseThrow().wanted.get(id);
    var present = stack.has.get(id);
    if (wanted == null) {
      drop(at, Objects.requireNonNull(stack.has.remove(id)), true);
      return;
    }
    var owner = things.get(wanted.thing(at));
    boolean clash =
        owner != null && !owner.equals(Optional.of(at)) && !(wanted.kept() && owner.isEmpty());
    if (failing.contains(id) || clash) {
      stack.failures.add(
          "%s %s: %s".formatted(wanted.type(), id, clash ? "already exists" : "made to fail"));
      undo(at, stack);
      return;
    }
    if (present != null && !present.name().equals(wanted.name())) {
      drop(at, present, true);
    }
    things.put(wanted.thing(at), Optional.of(at));
    stack.has.put(id, wanted);
    drift.mended(at, id);
  }

  @Override
  public DriftPort drifts() {
    return drift;
  }

  /// What a first change made goes, unless its policy is `Retain`; of `RetainExceptOnCreate` too.
  private void undo(StackAddress at, MemoryStack stack) {
    stack.todo.clear();
    boolean refused = false;
    for (var id : List.copyOf(stack.has.keySet())) {
      if (!stack.before.containsKey(id)) {
        var one = Objects.requireNonNull(stack.has.get(id));
        if (one.isProtected() && !one.isKeptOnCreate()) {
          stack.failures.add(one.type() + " " + id + ": deletion protection is enabled");
          refused = true;
        } else {
          stack.has.remove(id);
          drop(at, one, one.isKeptOnCreate());
        }
      }
    }
    stack.before.forEach((id, one) -> {
      stack.has.put(id, one);
      things.put(one.thing(at), Optional.of(at));
    });
    if (refused) {
      end(stack, stack.status.startsWith("CREATE") ? "ROLLBACK_FAILED" : "UPDATE_ROLLBACK_FAILED");
      return;
    }
    stack.status =
        stack.status.startsWith("CREATE") ? "ROLLBACK_IN_PROGRESS" : "UPDATE_ROLLBACK_IN_PROGRESS";
  }

  private void drop(StackAddress at, MemoryResource one, boolean keeps) {
    if (keeps && one.kept()) {
      things.put(one.thing(at), Optional.empty());
    } else {
      things.remove(one.thing(at));
    }
  }

  @Override
  public List<String> failures(StackAddress at) {
    return Optional.ofNullable(stacks.get(at))
        .map(it -> List.copyOf(it.failures))
        .orElse(List.of());
  }

  @Override
  public StackTemplate template(StackAddress at) {
    return stack(at).template;
  }

  @Override
  public Optional<String> owner(StackAddress at, String type, String name) throws ProblemException {
    if (secretive) {
      throw ProblemException.lasting(Code.LB7002, "the look is denied", "it stays", "allow it");
    }
    return things
        .getOrDefault("%s %s %s".formatted(at.awsRegion(), type, name), Optional.empty())
        .map(StackAddress::name)
        .filter(it -> !it.equals(at.name()));
  }

  @Override
  public Map<String, String> names(StackAddress at) {
    var names = new LinkedHashMap<String, String>();
    stack(at).has.forEach((id, one) -> names.put(id, one.name()));
    return names;
  }

  Set<StackAddress> addresses() {
    return stacks.keySet();
  }

  MemoryStack stack(StackAddress at) {
    return Objects.requireNonNull(stacks.get(at), at.words());
  }

  /// Whether a change set can be made that nobody has withdrawn.
  boolean isAnyReady() {
    return stacks.values().stream()
        .flatMap(it -> it.change.stream())
        .anyMatch(it -> it.state == StackProposal.State.READY);
  }

  /// Whatever was killed on the way, CloudFormation ends what it has begun.
  void goOn() {
    life = Mortality.never();
    for (var at : List.copyOf(stacks.keySet())) {
      while (look(at).filter(it -> it.standing() == StackLook.Standing.AT_WORK).isPresent()) {
        // It works while it is looked at.
      }
    }
  }

  /// Everything that there is, in words that say nothing of the way there.
  Map<String, String> account() {
    goOn();
    var all = new TreeMap<String, String>();
    stacks.forEach((at, stack) ->
        all.put(
            at.words(),
            "%s %s %s %s"
                .formatted(
                    stack.look().standing(), stack.parameters, stack.has, stack.look().outputs())));
    things.forEach((thing, owner) -> all.put(thing, owner.toString()));
    return all;
  }

  /// Id of one of that type.
  String anyOf(StackAddress at, String type) {
    return stack(at).has.entrySet().stream()
        .filter(it -> it.getValue().type().equals(type))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
