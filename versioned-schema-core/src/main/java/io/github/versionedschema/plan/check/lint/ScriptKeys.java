package io.github.versionedschema.plan.check.lint;

import io.github.versionedschema.migration.place.Source;

/**
 * The keys of an operation with user SQL, as its file names them.
 */
final class ScriptKeys {

	private final boolean ofReshape;

	ScriptKeys(Source operation) {
		this.ofReshape = operation.key().equals("custom");
	}

	/** Returns the key for the SQL that abort runs. */
	String onAbort() {
		return this.ofReshape ? "abort" : "down";
	}

	/** Returns the key for SQL that complete runs. */
	String onComplete() {
		return this.ofReshape ? "complete" : "onComplete";
	}

}
