package io.vicinal.storage;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Memory in huge pages, where the system has them. A search jumps from row to row, and among many pages of 4 KB the processor has to look up at nearly
 * each jump where the page lies. docs/BENCHMARKS.md says what that costs.
 *
 * <p>Allocated memory asks for them, on Linux, and only if this module, or all unnamed ones, have been given native access ({@code
 * --enable-native-access}); otherwise it is as any other. Files get them by being written a whole huge page at a time, which takes no permission.
 *
 * <p>Safe for use by several threads.
 */
public final class HugePages {
    /** Bytes of a huge page, where pages are of 4 KB. */
    public static final int BYTES = 2 << 20;

    private static final int CACHE_LINE = 64;

    /** What Linux calls PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, MADV_HUGEPAGE and MAP_FAILED. */
    private static final int READ_AND_WRITE = 3;

    private static final int PRIVATE_AND_ANONYMOUS = 0x22;
    private static final int WANT_HUGE_PAGES = 14;
    private static final long FAILED = -1;

    private static final @Nullable HugePages SYSTEM = find();

    private final MethodHandle map;
    private final MethodHandle unmap;
    private final MethodHandle advise;

    private HugePages(Linker linker, SymbolLookup functions) {
        ValueLayout.OfLong size = ValueLayout.JAVA_LONG;
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        this.map = function(
                linker, functions, "mmap", FunctionDescriptor.of(size, size, size, number, number, number, size));
        this.unmap = function(linker, functions, "munmap", FunctionDescriptor.ofVoid(size, size));
        this.advise = function(linker, functions, "madvise", FunctionDescriptor.ofVoid(size, size, number));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            Linker linker, SymbolLookup functions, String name, FunctionDescriptor descriptor) {
        return linker.downcallHandle(functions.findOrThrow(name), descriptor);
    }

    private static @Nullable HugePages find() {
        boolean linux = System.getProperty("os.name", "").equals("Linux");
        // Asking without access would print a warning.
        boolean allowed = HugePages.class.getModule().isNativeAccessEnabled();
        if (!linux || !allowed || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            return new HugePages(linker, linker.defaultLookup());
        } catch (UnsupportedOperationException | NoSuchElementException e) {
            return null;
        }
    }

    /**
     * Allocates memory: in huge pages if it fills one and the system has them.
     *
     * @param arena how long it lives
     * @param bytes how much
     * @return zeros, aligned to cache lines
     */
    public static MemorySegment allocate(Arena arena, long bytes) {
        MemorySegment huge = SYSTEM == null || bytes < BYTES ? null : SYSTEM.map(arena, bytes);
        return huge == null ? arena.allocate(bytes, CACHE_LINE) : huge;
    }

    /** Maps memory that begins where a huge page does; null if there is none. */
    @SuppressWarnings("restricted")
    private @Nullable MemorySegment map(Arena arena, long bytes) {
        // A page more than is asked for: what nobody touches takes no memory.
        long length = Math.addExact(bytes, BYTES);
        long address = map(length);
        if (address == FAILED) {
            return null;
        }
        long aligned = (address + BYTES - 1) & -BYTES;
        askForHugePages(aligned, bytes);
        return MemorySegment.ofAddress(aligned).reinterpret(bytes, arena, memory -> unmap(address, length));
    }

    private long map(long length) {
        try {
            return (long) map.invokeExact(0L, length, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, -1, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("mmap can't be called", e);
        }
    }

    /** If that is refused, the memory can be used as it is. */
    private void askForHugePages(long address, long bytes) {
        try {
            advise.invokeExact(address, bytes, WANT_HUGE_PAGES);
        } catch (Throwable e) {
            throw new IllegalStateException("madvise can't be called", e);
        }
    }

    private void unmap(long address, long length) {
        try {
            unmap.invokeExact(address, length);
        } catch (Throwable e) {
            throw new IllegalStateException("munmap can't be called", e);
        }
    }
}
