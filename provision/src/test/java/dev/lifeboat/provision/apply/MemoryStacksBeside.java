package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stacks of [MemoryStacks] under the eyes of a second person, whose change sets are others.
record MemoryStacksBeside(MemoryStacks stacks) implements StackPort {
  @Override
  public List<StackAddress> all(String awsRegion) throws ProblemException {
    return stacks.all(awsRegion);
  }

  @Override
  public Optional<StackLook> look(StackAddress at) {
    return stacks.look(at);
  }

  @Override
  public void propose(
      StackAddress at, StackTemplate template, Map<String, String> values, ProposalKind kind) {
    if (kind == ProposalKind.FIRST) {
      throw new IllegalStateException("a look makes " + at);
    }
    var stack = stacks.stack(at);
    if (stack.look().standing() == StackLook.Standing.AT_WORK) {
      throw new IllegalStateException("ValidationError: %s is %s".formatted(at, stack.status));
    }
    stack.beside = Optional.of(stacks.reckoned(at, stack, template, values, kind));
  }

  @Override
  public StackProposal proposal(StackAddress at) {
    return stacks.proposal(at, stacks.stack(at).beside);
  }

  @Override
  public void withdraw(StackAddress at) {
    stacks.stack(at).beside = Optional.empty();
  }

  @Override
  public void execute(StackAddress at) {
    stacks.execute(at);
  }

  @Override
  public void delete(StackAddress at) {
    stacks.delete(at);
  }

  @Override
  public List<String> failures(StackAddress at) {
    return stacks.failures(at);
  }

  @Override
  public StackTemplate template(StackAddress at) {
    return stacks.template(at);
  }

  @Override
  public Optional<String> owner(StackAddress at, String type, String name) throws ProblemException {
    return stacks.owner(at, type, name);
  }

  @Override
  public Map<String, String> names(StackAddress at) {
    return stacks.names(at);
  }

  @Override
  public DriftPort drifts() {
    return stacks.drifts();
  }
}
