package io.github.versionedschema.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/**
 * One or more folders of migration files, without subfolders and hidden files. A
 * classpath folder is searched in all classpath roots.
 */
public final class MigrationFolder {

	private final ResourcePatternResolver resolver;

	private final List<String> locations;

	private final boolean required;

	/**
	 * Creates a folder that need not exist if an application has no migrations.
	 * @param resolver finds the locations
	 * @param location the folder
	 */
	public static MigrationFolder ifPresent(ResourcePatternResolver resolver, String location) {
		return new MigrationFolder(resolver, List.of(location), false);
	}

	/**
	 * Creates a folder.
	 * @param resolver finds the locations
	 * @param locations folders, such as {@code classpath:db/versioned-schema/} or
	 * {@code file:/srv/migrations}
	 */
	public MigrationFolder(ResourcePatternResolver resolver, List<String> locations) {
		this(resolver, locations, true);
	}

	private MigrationFolder(ResourcePatternResolver resolver, List<String> locations, boolean required) {
		this.required = required;
		this.resolver = resolver;
		this.locations = List.copyOf(locations);
	}

	/**
	 * Lists the files.
	 * @return all files of any kind, in no particular order
	 * @throws MigrationLocationNotFoundException if a required location does not exist
	 */
	public List<Resource> files() {
		List<Resource> files = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		for (String location : this.locations) {
			List<Resource> folders = folders(location);
			if (folders.isEmpty()) {
				missing.add(location);
			}
			folders.forEach((folder) -> files.addAll(files(folder, location)));
		}
		if (this.required && !missing.isEmpty()) {
			throw new MigrationLocationNotFoundException(missing);
		}
		return files;
	}

	private List<Resource> folders(String location) {
		String folder = location.endsWith("/") ? location : location + "/";
		if (folder.startsWith(ResourceUtils.CLASSPATH_URL_PREFIX)) {
			folder = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
					+ folder.substring(ResourceUtils.CLASSPATH_URL_PREFIX.length());
		}
		try {
			if (!folder.startsWith(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX)) {
				// Not used as a pattern, as a path may contain pattern characters.
				Resource resource = this.resolver.getResource(folder);
				return isFolder(resource) ? List.of(resource) : List.of();
			}
			return Stream.of(this.resolver.getResources(folder)).filter(MigrationFolder::isFolder).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migrations at %s cannot be listed".formatted(location), ex);
		}
	}

	private static boolean isFolder(Resource resource) {
		try {
			return resource.isFile() ? resource.getFile().isDirectory() : resource.exists();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private List<Resource> files(Resource folder, String location) {
		try {
			if (folder.isFile()) {
				try (Stream<Path> entries = Files.list(folder.getFile().toPath())) {
					return entries.filter(Files::isRegularFile)
						.filter((file) -> !isHidden(file.getFileName().toString()))
						.<Resource>map(FileSystemResource::new)
						.toList();
				}
			}
			return Stream.of(this.resolver.getResources(folder.getURL() + "*"))
				.filter((file) -> file.getFilename() != null && !isHidden(file.getFilename()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migrations at %s cannot be listed".formatted(location), ex);
		}
	}

	private static boolean isHidden(String name) {
		return name.startsWith(".");
	}

}
