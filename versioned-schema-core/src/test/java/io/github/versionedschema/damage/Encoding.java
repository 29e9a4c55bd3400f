package io.github.versionedschema.damage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * How a file is stored.
 */
enum Encoding {

	/** As it should be. */
	UTF_8 {

		@Override
		byte[] encode(String text, Random random) {
			return text.getBytes(StandardCharsets.UTF_8);
		}

	},

	/** With a byte order mark, or with several. */
	BYTE_ORDER_MARK {

		@Override
		byte[] encode(String text, Random random) {
			return ("\uFEFF".repeat(1 + random.nextInt(2)) + text).getBytes(StandardCharsets.UTF_8);
		}

	},

	/** In the encoding of another age. */
	LATIN_1 {

		@Override
		byte[] encode(String text, Random random) {
			return Damage.INSERT_TEXT.inserted(text, "\u00E4", random).getBytes(StandardCharsets.ISO_8859_1);
		}

	},

	/** In two bytes per character. */
	UTF_16 {

		@Override
		byte[] encode(String text, Random random) {
			return text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
		}

	},

	/** With lines that end in carriage returns. */
	OTHER_LINES {

		@Override
		byte[] encode(String text, Random random) {
			return text.replace("\n", random.nextBoolean() ? "\r\n" : "\r").getBytes(StandardCharsets.UTF_8);
		}

	},

	/** Cut, perhaps within a character. */
	CUT {

		@Override
		byte[] encode(String text, Random random) {
			byte[] bytes = Damage.INSERT_TEXT.inserted(text, "\uD83D\uDE00", random).getBytes(StandardCharsets.UTF_8);
			return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
		}

	},

	/** With one wrong byte. */
	WRONG_BYTE {

		@Override
		byte[] encode(String text, Random random) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			if (bytes.length > 0) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			return bytes;
		}

	};

	/** Returns the right encoding for most files. */
	static Encoding ofMost(Random random) {
		return (random.nextInt(8) > 0) ? UTF_8 : values()[random.nextInt(values().length)];
	}

	abstract byte[] encode(String text, Random random);

}
