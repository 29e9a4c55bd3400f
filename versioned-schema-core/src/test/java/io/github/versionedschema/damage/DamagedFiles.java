package io.github.versionedschema.damage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.versionedschema.migration.NamedFile;

/**
 * Files that were damaged at random. The same seed gives the same file.
 */
final class DamagedFiles {

	private DamagedFiles() {
	}

	/**
	 * Damages one of some files.
	 * @param name the name of the damaged file
	 * @param texts the texts of the valid files
	 * @param seed the seed
	 * @return the damaged file, whose description replays it
	 */
	static NamedFile of(String name, List<String> texts, long seed) {
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
