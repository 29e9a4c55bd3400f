package io.github.versionedschema.autoconfigure.support;

import java.util.List;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * A failure that no other class knows, as somebody adds it later.
 */
public final class NewFailure extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	public NewFailure(FailureKind kind) {
		super(kind, "new", "It is wrong. Correct it.", null);
	}

	@Override
	public Reason reason() {
		return Reason.VIOLATIONS;
	}

	@Override
	public String description() {
		return "It is wrong.";
	}

	@Override
	public String advice() {
		return "Correct it.";
	}

	@Override
	public List<String> details() {
		return List.of("a row");
	}

}
