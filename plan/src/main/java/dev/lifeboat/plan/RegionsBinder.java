package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.Region.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds `regions`: who is primary, recovery and arbiter.
///
/// A region without a role takes the first of primary, recovery, arbiter that no region asks for,
/// in the order of the file. All regions have one provider; most supply the arbiter `edge` if there
/// is none.
final class RegionsBinder {
  /// Of which all but three are told one by one as too many.
  static final int MOST = 100;

  /// primary holds the writers, recovery takes over, arbiter is the third vote.
  private static final PlanKey<Role> ROLE =
      new KeyType.Choice<>(List.of(Role.values())).key("role");

  private final DeclaredNames declared;
  private final Map<String, PlanValue> cursors;
  private final Map<Role, String> holders = new EnumMap<>(Role.class);
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<String> withoutRole = new ArrayList<>();
  private boolean rolesAreReadable = true;

  private RegionsBinder(DeclaredNames declared, Map<String, PlanValue> cursors) {
    this.declared = declared;
    this.cursors = cursors;
  }

  /// The keys of a region, those of providers last.
  static Keys keys(KeyExtensions language) {
    return language.extended(Keys.of("Region", provider(language), ROLE), ProviderKeys.REGION);
  }

  /// What builds and drives the region. All regions of a plan have one.
  private static PlanKey<String> provider(KeyExtensions language) {
    var words = language.providers().stream().map(ProviderKeys::word).toList();
    return (words.isEmpty() ? Names.TYPE : new KeyType.Word(words))
        .key("provider")
        .or(Region.DEFAULT_PROVIDER);
  }

  static Optional<Map<String, Region>> bind(PlanValue cursor, DeclaredNames declared) {
    return new RegionsBinder(declared, cursor.named("region")).regions(cursor);
  }

  private Optional<Map<String, Region>> regions(PlanValue cursor) {
    var providers = new LinkedHashMap<String, String>();
    var values = new LinkedHashMap<String, ProviderValues>();
    var language = declared.language();
    var keys = keys(language);
    cursors.forEach((name, value) -> {
      var fields = language.fields(value, keys);
      providers.put(name, fields.get(provider(language)));
      readRole(name, value, fields);
      values.put(name, language.values(name, fields, ProviderKeys.REGION));
    });
    requireOneProvider(providers);
    withoutRole.forEach(this::giveRole);
    if (rolesAreReadable) {
      requireBoth(cursor);
      if (declared.provider().map(ProviderKeys::suppliesArbiter).orElse(true)) {
        refuseOtherEdge();
      } else {
        requireArbiter(cursor);
      }
      declared.provider().ifPresent(it -> it.checkRegions(cursors));
    }
    return cursor.make(() -> {
      var regions = new LinkedHashMap<String, Region>();
      roles.forEach((name, role) ->
          regions.put(
              name,
              new Region(
                  name,
                  providers.getOrDefault(name, Region.DEFAULT_PROVIDER),
                  role,
                  values.getOrDefault(name, ProviderValues.NONE))));
      if (!holders.containsKey(Role.ARBITER)) {
        var provider = providers.values().iterator().next();
        regions.put(
            Region.EDGE, new Region(Region.EDGE, provider, Role.ARBITER, ProviderValues.NONE));
      }
      return regions;
    });
  }

  private void readRole(String name, PlanValue value, Fields fields) {
    var written = fields.value(ROLE);
    if (written.isEmpty()) {
      rolesAreReadable &= value.isMapping();
      // The place in the order of the file is kept until the role is given.
      roles.put(name, Role.ARBITER);
      withoutRole.add(name);
      return;
    }
    var role = fields.read(ROLE);
    rolesAreReadable &= role.isPresent();
    role.ifPresent(taken -> {
      roles.put(name, taken);
      var first = holders.putIfAbsent(taken, name);
      if (first != null) {
        // The role that is missing now is told by this mistake too.
        rolesAreReadable = false;
        written
            .get()
            .wrong(
                "makes a second %s region, after %s".formatted(taken.word(), Quote.of(first)),
                "keep exactly one %s region, and give the other another role"
                    .formatted(taken.word()));
      }
    });
  }

  private void giveRole(String name) {
    for (var role : Role.values()) {
      if (holders.putIfAbsent(role, name) == null) {
        roles.put(name, role);
        return;
      }
    }
    cursor(name).wrongAtKey("has no role left to take", "keep three regions at most");
  }

  private void requireBoth(PlanValue cursor) {
    for (var role : List.of(Role.PRIMARY, Role.RECOVERY)) {
      if (cursor.isMapping() && !holders.containsKey(role)) {
        cursor.wrongAtKey(
            "has no %s region".formatted(role.word()),
            "give exactly one region 'role: %s'".formatted(role.word()));
      }
    }
  }

  private void requireOneProvider(Map<String, String> providers) {
    var first = providers.values().stream().findFirst().orElse(Region.DEFAULT_PROVIDER);
    providers.forEach((name, provider) -> {
      if (!provider.equals(first)) {
        cursor(name)
            .wrongAtKey(
                "has the provider %s, and others have %s".formatted(provider, first),
                "give all regions one provider");
      }
    });
  }

  private void requireArbiter(PlanValue cursor) {
    if (!holders.containsKey(Role.ARBITER)) {
      cursor.wrongAtKey(
          "has no arbiter region",
          "give a third region 'role: arbiter', one that fails with neither");
    }
  }

  private void refuseOtherEdge() {
    if (!holders.containsKey(Role.ARBITER) && cursors.containsKey(Region.EDGE)) {
      cursor(Region.EDGE)
          .wrongAtKey(
              "has the name of the arbiter that the %s supplies"
                  .formatted(declared.provider().map(ProviderKeys::word).orElse("provider")),
              "name it otherwise, or name an arbiter of your own");
    }
  }

  private PlanValue cursor(String name) {
    return Optional.ofNullable(cursors.get(name)).orElseThrow();
  }
}
