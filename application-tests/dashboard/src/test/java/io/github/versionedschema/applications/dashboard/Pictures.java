package io.github.versionedschema.applications.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The pictures of docs/dashboard.md, written only when the property
 * {@code dashboard.images} names a folder.
 */
final class Pictures {

	private static final String FOLDER = System.getProperty("dashboard.images", "");

	static final boolean WANTED = !FOLDER.isEmpty();

	private Pictures() {
	}

	static void take(Browser browser, String name, int width, String scheme) {
		if (!WANTED) {
			return;
		}
		browser.prefer(scheme, true);
		try {
			Files.write(Files.createDirectories(Path.of(FOLDER)).resolve("dashboard-" + name + ".png"),
					browser.picture(width));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			browser.prefer("light", false);
			browser.size(1200, 900);
		}
	}

}
