package io.github.versionedschema.plan.strategy.key;

import java.util.List;

import io.github.versionedschema.plan.Phase;

/**
 * Where and when the steps of a foreign key run.
 *
 * @param what the key, in titles of steps
 * @param id the table that has the key, in IDs of steps: a name that it keeps while older
 * versions are removed
 * @param referencing the table that has the key
 * @param referenced the referenced table
 * @param phase when they run
 * @param origin the operations that require them
 */
record KeyPlace(String what, String id, String referencing, String referenced, Phase phase, List<String> origin) {
}
