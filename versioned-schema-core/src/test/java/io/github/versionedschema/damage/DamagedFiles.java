package io.github.versionedschema.damage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.versionedschema.migration.NamedFile;

/**
 * Files that were damaged at random. The same seed gives the same file.
 */
final class DamagedFiles {

	private DamagedFiles() {
	}

	/**
	 * Returns the damaged files from a seed on. None has the content of a valid file, or
	 * of a file before it: other ends of lines and the byte order mark are no damage.
	 * @param name the name of the damaged files
	 * @param texts the texts of the valid files
	 * @param from the first seed
	 * @return the damaged files, without an end
	 */
	static Stream<NamedFile> from(String name, List<String> texts, long from) {
		Set<String> seen = new HashSet<>();
		texts.forEach((text) -> seen.add(content(text)));
		return LongStream.iterate(from, (seed) -> seed + 1)
			.mapToObj((seed) -> of(name, texts, seed))
			.filter((file) -> seen.add(content(file.text())));
	}

	private static String content(String text) {
		return text.lines().collect(Collectors.joining("\n")).replaceFirst("^\uFEFF", "");
	}

	/**
	 * Damages one of some files.
	 * @param name the name of the damaged file
	 * @param texts the texts of the valid files
	 * @param seed the seed
	 * @return the damaged file, whose description replays it
	 */
	private static NamedFile of(String name, List<String> texts, long seed) {
		// Neighboring seeds give similar first numbers.
		Random random = new Random(seed * 0x9E3779B97F4A7C15L);
		String text = texts.get(random.nextInt(texts.size()));
		String other = texts.get(random.nextInt(texts.size()));
		List<Damage> damages = new ArrayList<>();
		int number = 1 + random.nextInt(2);
		for (int i = 0; i < number; i++) {
			Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
			damages.add(damage);
			text = damage.damage(text, other, random);
		}
		byte[] content = Encoding.ofMost(random).encode(text, random);
		return new NamedFile(name, content, "%s, seed %d: %s".formatted(name, seed, damages));
	}

	/** Returns a file as it is. */
	static NamedFile undamaged(String name, String text) {
		return new NamedFile(name, Encoding.UTF_8.encode(text, new Random()), name);
	}

}
