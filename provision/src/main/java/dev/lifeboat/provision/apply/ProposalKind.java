package dev.lifeboat.provision.apply;

/// Kind of a change set.
public enum ProposalKind {
  /// Of a stack that has no resource yet.
  FIRST,

  /// By what its templates differ in, the last one and the next. What people changed beside
  /// CloudFormation it does not see.
  TEMPLATES,

  /// By what is there: whatever differs from the next template is put back.
  ACTUAL
}
