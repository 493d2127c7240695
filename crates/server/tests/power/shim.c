/* Notes every change of the files below POWER_ROOT into POWER_LOG, in the order in which the program made them, so
 * that a test can build what a power cut would have left. Loaded with LD_PRELOAD. While the file POWER_FAIL exists,
 * every sync fails, as on a dying disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(f) \
    static __typeof__(&f) real; \
    if (!real) real = (__typeof__(&f))dlsym(RTLD_NEXT, #f)

/* The path below the root, or NULL. SQLite's shared memory is left out: it is made anew at each start. */
static const char *below_root(const char *path)
{
    const char *root = getenv("POWER_ROOT");
    if (!root || strncmp(path, root, strlen(root))) return NULL;
    path += strlen(root);
    if (*path == '/') path++;
    else if (*path) return NULL;
    size_t length = strlen(path);
    return length >= 4 && !strcmp(path + length - 4, "-shm") ? NULL : path;
}

static const char *name_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return below_root(path);
}

static void note(char op, const char *name, uint64_t offset, const void *data, uint32_t length)
{
    static int log = -1;
    static ssize_t (*real_write)(int, const void *, size_t);
    if (log < 0) {
        int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
        real_write = dlsym(RTLD_NEXT, "write");
        const char *path = getenv("POWER_LOG");
        if (!path) return;
        log = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    struct __attribute__((packed)) {
        char op;
        uint16_t name;
        uint64_t offset;
        uint32_t data;
    } head = {op, (uint16_t)strlen(name), offset, length};
    size_t all = sizeof head + head.name + length;
    char *line = malloc(all);
    memcpy(line, &head, sizeof head);
    memcpy(line + sizeof head, name, head.name);
    if (length) memcpy(line + sizeof head + head.name, data, length);
    if (real_write(log, line, all) != (ssize_t)all) abort();
    free(line);
}

static int sync_fails(void)
{
    const char *sign = getenv("POWER_FAIL");
    return sign && !access(sign, F_OK);
}

#define OPENS(open_fn) \
    int open_fn(const char *path, int flags, ...) \
    { \
        REAL(open_fn); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        const char *name = flags & O_CREAT ? below_root(path) : NULL; \
        int fresh = name && access(path, F_OK); \
        int fd = real(path, flags, mode); \
        if (fresh && fd >= 0) note('C', name, 0, NULL, 0); \
        return fd; \
    }
OPENS(open)
OPENS(open64)

int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);
    int done = real(path, mode);
    const char *name = below_root(path);
    if (name && !done) note('M', name, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    const char *old = below_root(from), *new = below_root(to);
    int done = real(from, to);
    if (old && new && !done) note('R', old, 0, new, (uint32_t)strlen(new));
    return done;
}

int unlink(const char *path)
{
    REAL(unlink);
    const char *name = below_root(path);
    int done = real(path);
    if (name && !done) note('U', name, 0, NULL, 0);
    return done;
}

#define PWRITES(pwrite_fn, off_type) \
    ssize_t pwrite_fn(int fd, const void *data, size_t length, off_type offset) \
    { \
        REAL(pwrite_fn); \
        char path[PATH_MAX]; \
        const char *name = name_of(fd, path); \
        ssize_t done = real(fd, data, length, offset); \
        if (name && done > 0) note('W', name, (uint64_t)offset, data, (uint32_t)done); \
        return done; \
    }
PWRITES(pwrite, off_t)
PWRITES(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length)
{
    REAL(write);
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    off_t offset = name ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = real(fd, data, length);
    /* What the program told somebody, and no longer may forget. */
    char op = name && !strcmp(name, "told") ? 'A' : 'W';
    if (name && done > 0) note(op, name, (uint64_t)offset, data, (uint32_t)done);
    return done;
}

#define TRUNCATES(truncate_fn, off_type) \
    int truncate_fn(int fd, off_type length) \
    { \
        REAL(truncate_fn); \
        char path[PATH_MAX]; \
        const char *name = name_of(fd, path); \
        int done = real(fd, length); \
        if (name && !done) note('T', name, (uint64_t)length, NULL, 0); \
        return done; \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

#define SYNCS(sync_fn) \
    int sync_fn(int fd) \
    { \
        REAL(sync_fn); \
        char path[PATH_MAX]; \
        const char *name = name_of(fd, path); \
        if (name && sync_fails()) { \
            errno = EIO; \
            return -1; \
        } \
        int done = real(fd); \
        if (name && !done) note('S', name, 0, NULL, 0); \
        return done; \
    }
SYNCS(fsync)
SYNCS(fdatasync)
