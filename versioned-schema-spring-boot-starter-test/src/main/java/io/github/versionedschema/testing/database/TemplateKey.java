package io.github.versionedschema.testing.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;

/**
 * Everything that determines the content of a template.
 *
 * @param parts the parts, in a fixed order
 */
record TemplateKey(List<String> parts) {

	/** So that the name of the template fits. */
	private static final int BYTES = 10;

	static TemplateKey of(VersionedSchemaSettings settings, List<Migration> migrations, Source source, String role) {
		List<String> parts = new ArrayList<>(
				List.of(String.valueOf(VersionedSchema.class.getPackage().getImplementationVersion()),
						settings.baseSchema(), String.valueOf(settings.version()),
						String.valueOf(settings.applicationRole()), role, source.content()));
		migrations.forEach((migration) -> parts.add(migration.name() + " " + migration.checksum()));
		return new TemplateKey(parts);
	}

	/** Returns a short text that differs for different content. */
	@Override
	public String toString() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(String.join("\n", this.parts).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
