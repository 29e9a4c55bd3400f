package io.github.versionedschema.plan.strategy.key;

import java.util.List;

import io.github.versionedschema.plan.Phase;

/**
 * Where and when the steps of a foreign key run.
 *
 * @param referencing the table that has the key
 * @param referenced the referenced table
 * @param phase when they run
 * @param origin the operations that require them
 */
record KeyPlace(String referencing, String referenced, Phase phase, List<String> origin) {
}
