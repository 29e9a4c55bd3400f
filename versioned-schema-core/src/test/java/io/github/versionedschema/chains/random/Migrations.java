package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Collects operations in migration files, one after the other. Several may be pending.
 */
final class Migrations {

	private final List<StringBuilder> files = new ArrayList<>(List.of(new StringBuilder()));

	private final Random random;

	Migrations(Random random) {
		this.random = random;
	}

	/** Adds an operation to the last file, or to a new one. */
	void add(ChainOperation operation) {
		if (!this.files.get(this.files.size() - 1).isEmpty() && this.random.nextInt(4) == 0) {
			this.files.add(new StringBuilder());
		}
		this.files.get(this.files.size() - 1).append(operation.yaml());
	}

	boolean isEmpty() {
		return this.files.get(0).isEmpty();
	}

	/** Returns the operations of each file. */
	List<String> texts() {
		return this.files.stream().map(StringBuilder::toString).toList();
	}

}
