package org.braintrustbeam.io.braintrust;

/**
 * An experiment or dataset that was found.
 *
 * @param type kind of object
 * @param id its id
 * @param name its name, unique in the project
 * @param projectId id of its project
 */
public record NamedObject(ObjectType type, String id, String name, String projectId) {}
