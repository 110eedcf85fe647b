package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks before each change of a stack whether it may still be made.
///
/// @param owner whether a stack that was only proposed is this one's to take back
record GuardedStacks(StackPort stacks, boolean owner, Permission permission) implements StackPort {
  /// What is asked.
  interface Permission {
    /// Returns where the change may be made.
    ///
    /// @throws ProblemException when it may not
    void require() throws ProblemException, InterruptedException;
  }

  @Override
  public void requireMine() throws ProblemException, InterruptedException {
    permission.require();
  }

  @Override
  public List<StackAddress> all(String awsRegion) throws ProblemException, InterruptedException {
    return stacks.all(awsRegion);
  }

  @Override
  public Optional<StackLook> look(StackAddress at) throws ProblemException, InterruptedException {
    return stacks.look(at);
  }

  @Override
  public void propose(
      StackAddress at, StackTemplate template, Map<String, String> values, ProposalKind kind)
      throws ProblemException, InterruptedException {
    stacks.propose(at, template, values, kind);
  }

  @Override
  public boolean isAskable(StackAddress at, StackTemplate template)
      throws ProblemException, InterruptedException {
    return stacks.isAskable(at, template);
  }

  @Override
  public StackProposal proposal(StackAddress at) throws ProblemException, InterruptedException {
    return stacks.proposal(at);
  }

  @Override
  public void withdraw(StackAddress at) throws ProblemException, InterruptedException {
    stacks.withdraw(at);
  }

  @Override
  public void execute(StackAddress at) throws ProblemException, InterruptedException {
    permission.require();
    stacks.execute(at);
  }

  /// What was only proposed may always be taken back by whoever has the lock.
  @Override
  public void delete(StackAddress at) throws ProblemException, InterruptedException {
    var look = stacks.look(at);
    if (!owner || look.filter(it -> it.standing() == StackLook.Standing.UNDER_REVIEW).isEmpty()) {
      permission.require();
    }
    stacks.delete(at);
  }

  @Override
  public List<String> failures(StackAddress at) throws ProblemException, InterruptedException {
    return stacks.failures(at);
  }

  @Override
  public StackTemplate template(StackAddress at) throws ProblemException, InterruptedException {
    return stacks.template(at);
  }

  @Override
  public Optional<String> owner(StackAddress at, String type, String name)
      throws ProblemException, InterruptedException {
    return stacks.owner(at, type, name);
  }

  @Override
  public Map<String, String> names(StackAddress at) throws ProblemException, InterruptedException {
    return stacks.names(at);
  }

  @Override
  public DriftPort drifts() {
    return stacks.drifts();
  }
}
