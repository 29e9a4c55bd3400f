package io.github.versionedschema.failure;

import io.github.versionedschema.schema.Identifier;

/**
 * A prepared transaction, which holds its locks until it is finished, even after a
 * restart of the server.
 *
 * @param name the name that it was prepared with
 */
public record PreparedTransaction(String name) {

	/** Returns the statements with which an operator finishes it. */
	public String ending() {
		return "COMMIT PREPARED %1$s or ROLLBACK PREPARED %1$s".formatted(Identifier.literal(this.name));
	}

	@Override
	public String toString() {
		return "the prepared transaction " + Identifier.literal(this.name);
	}

}
