package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Drift of [MemoryStacks], as people cause it: a comparison is at work for some looks.
final class MemoryDrift implements DriftPort {
  private final MemoryStacks stacks;
  private final Map<StackAddress, Map<String, ResourceDrift>> drifted = new LinkedHashMap<>();
  private final Map<StackAddress, Integer> looks = new HashMap<>();

  /// What was asked, in order.
  final List<String> asked = new ArrayList<>();

  final Set<String> denied = new HashSet<>();
  final Set<String> failing = new HashSet<>();

  /// How many looks a comparison takes.
  int slow = 2;

  /// Whether CloudFormation can put nothing back.
  boolean irreparable;

  MemoryDrift(MemoryStacks stacks) {
    this.stacks = stacks;
  }

  /// A person changes a property of what a stack has.
  void change(StackAddress at, String id, String path, String actual) {
    put(at, id, List.of(new ResourceDrift.Difference(path, "as it was", actual)));
  }

  /// A person deletes it.
  void delete(StackAddress at, String id) {
    put(at, id, List.of());
  }

  private void put(StackAddress at, String id, List<ResourceDrift.Difference> differences) {
    var one = stacks.stack(at).has.get(id);
    drifted
        .computeIfAbsent(at, _ -> new LinkedHashMap<>())
        .put(
            id,
            new ResourceDrift(at, one.type(), id, one.name(), differences.isEmpty(), differences));
  }

  /// What a change set that goes by what is there does besides.
  List<StackChange> changes(StackAddress at) {
    return drifted.getOrDefault(at, Map.of()).values().stream()
        .map(it ->
            new StackChange(
                it.deleted() ? "Add" : "Modify", it.type(), it.id(), it.name(), "False"))
        .toList();
  }

  void mended(StackAddress at, String id) {
    drifted.computeIfAbsent(at, _ -> new LinkedHashMap<>()).remove(id);
  }

  @Override
  public String detect(StackAddress at) throws ProblemException {
    asked.add("detect " + at.name());
    if (denied.contains(at.name())) {
      throw ProblemException.lasting(Code.LB7002, "the look is denied", "it stays", "allow it");
    }
    if (stacks.stack(at).look().standing() == StackLook.Standing.AT_WORK) {
      throw ProblemException.lasting(Code.LB7003, "is being changed", "it stays", "wait");
    }
    looks.put(at, slow);
    return "detection of " + at.words();
  }

  @Override
  public Detection detection(StackAddress at, String id) {
    if (!id.equals("detection of " + at.words())) {
      throw new IllegalStateException("ValidationError: no " + id);
    }
    asked.add("look " + at.name());
    if (looks.merge(at, -1, Integer::sum) >= 0) {
      return new Detection(State.AT_WORK, "");
    }
    return failing.contains(at.name())
        ? new Detection(State.FAILED, "failed for one resource")
        : new Detection(State.DONE, "");
  }

  @Override
  public List<ResourceDrift> drifts(StackAddress at) {
    asked.add("read " + at.name());
    return List.copyOf(drifted.getOrDefault(at, Map.of()).values());
  }
}
