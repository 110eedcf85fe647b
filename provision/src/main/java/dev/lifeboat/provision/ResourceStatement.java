package dev.lifeboat.provision;

import dev.lifeboat.plan.Copies;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A statement of a policy that is attached to what it is about: of a bucket, a topic, or of whom a
/// role trusts.
///
/// @param resources empty where the policy is about the thing itself
record ResourceStatement(
    String sid,
    Effect effect,
    Principal who,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {
  private static final String OVER_TLS = "aws:SecureTransport";

  enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String word;

    Effect(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /// Who it is about.
  ///
  /// @param kind as policies have it: `AWS`, `Service`, or a star for everybody
  record Principal(String kind, List<String> names) {
    static final String ALL = "*";
    static final Principal EVERYBODY = new Principal(ALL, List.of(ALL));

    Principal {
      names = List.copyOf(names);
    }

    static Principal service(String name) {
      return new Principal("Service", List.of(name + ".amazonaws.com"));
    }

    static Principal people(String names) {
      return new Principal("AWS", List.of(names));
    }

    boolean isEverybody() {
      return kind.equals(ALL);
    }
  }

  ResourceStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = Copies.ordered(new TreeMap<>(conditions));
  }

  /// Refuses whoever asks without TLS.
  static ResourceStatement tlsAlone(String actions, List<String> resources) {
    return new ResourceStatement(
        "TlsAlone",
        Effect.DENY,
        Principal.EVERYBODY,
        List.of(actions),
        resources,
        Map.of("Bool", Map.of(OVER_TLS, List.of("false"))));
  }

  /// Trusts a service to be the role, for what is in this account alone.
  static ResourceStatement trust(String service) {
    return new ResourceStatement(
        "Service",
        Effect.ALLOW,
        Principal.service(service),
        List.of("sts:AssumeRole"),
        List.of(),
        ofThisAccount());
  }

  /// A service may be asked by others to act on what is not theirs.
  static Map<String, Map<String, List<String>>> ofThisAccount() {
    return Map.of("StringEquals", Map.of("aws:SourceAccount", List.of(References.ACCOUNT)));
  }
}
