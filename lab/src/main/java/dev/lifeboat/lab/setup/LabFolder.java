package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.process.RegionScope;
import java.nio.file.Path;
import java.util.List;

/// What lies where in a lab. All of it is below one folder, but for the databases when the lab runs
/// as root and PostgreSQL's unprivileged user cannot reach that folder.
///
/// @param lab `<state>/lab/<plan>`
/// @param databases where the databases of all regions are; below `lab` mostly
/// @param binaries where PostgreSQL is unpacked; shared by all labs of one state folder
public record LabFolder(Path lab, Path databases, Path binaries) {

  public Path topology() {
    return lab.resolve("lab.json");
  }

  public Path secrets() {
    return lab.resolve(LabFiles.SECRETS);
  }

  /// The plan as the lab was brought up with it.
  public Path plan() {
    return lab.resolve("plan.yaml");
  }

  /// Names the folder that relative paths in the plan start from.
  public Path origin() {
    return lab.resolve("plan-folder.txt");
  }

  /// The state folder of a region or of the edge.
  public Path region(String region) {
    return lab.resolve(region);
  }

  public Path database(String region, String database) {
    return databases.resolve(region).resolve(database);
  }

  /// A resource's own folder in a region, for what is no database.
  public Path resource(String region, String resource) {
    return region(region).resolve(resource);
  }

  /// Placements are kept at the edge, outside both regions.
  public Path placements(String edge) {
    return region(edge).resolve("placements");
  }

  /// What marks a thing as broken, so that its agent does not start it again.
  public Path held(String region, String name) {
    return region(region).resolve("held").resolve(name);
  }

  /// Marks a whole region as broken: nobody starts its agent.
  public Path lost(String region) {
    return region(region).resolve("lost");
  }

  /// Marks a region as one of which nothing outside its own software can tell anything: the host's
  /// process table keeps silent about it.
  public Path silent(String region) {
    return region(region).resolve("silent");
  }

  /// Where the link of a region or of the edge keeps its conditions.
  public Path linkState(String region) {
    return region(region).resolve("link-state.json");
  }

  /// By what the processes of `region` are told from all others of the host.
  public RegionScope scope(String region) {
    return new RegionScope(
        lab, region, region(region), List.of(region(region), databases.resolve(region)));
  }
}
