package io.github.versionedschema.applications.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Copies a jar without the class path in its manifest.
 */
final class JarWithoutClassPath {

	private JarWithoutClassPath() {
	}

	static void copy(Path source, Path target) throws IOException {
		try (JarFile jar = new JarFile(source.toFile())) {
			Manifest manifest = new Manifest(jar.getManifest());
			manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH);
			try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(target), manifest)) {
				for (JarEntry entry : Collections.list(jar.entries())) {
					if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
						output.putNextEntry(new JarEntry(entry.getName()));
						try (InputStream input = jar.getInputStream(entry)) {
							input.transferTo(output);
						}
					}
				}
			}
		}
	}

}
