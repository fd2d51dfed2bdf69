/* Stands in for WeCom's Finance SDK in the tests: the same exported functions, a folder instead of WeCom.

   The folder is named by FINANCE_STANDIN. It holds `messages` (lines: seq, tab, one object of chatdata), `media.<id>`,
   and `trouble`, one line that is read again at every call:
     crash | crash-fetch SEQ (whenever that message is fetched) | crash-open N (when message mN is opened) | hang | repeat | init N | code N | errcode N | decrypt N | media N | flaky N (N calls fail with 10001)
   "Encryption" is hex digits combined with the random key; the random key itself is really encrypted, by the tests. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct { char *buf; int len; } Slice_t;
typedef struct { char *outindexbuf; int out_len; char *data; int data_len; int is_finish; } MediaData_t;
typedef struct { int calls; } WeWorkFinanceSdk_t;

enum { PIECE = 512 * 1024 };

static const char *path(const char *name) {
  static char full[4096];
  const char *folder = getenv("FINANCE_STANDIN");
  snprintf(full, sizeof full, "%s/%s", folder ? folder : ".", name);
  return full;
}

/* The number behind the word, when the folder's trouble begins with it; -1 when it does not. */
static long trouble(const char *word) {
  char line[128] = "";
  FILE *file = fopen(path("trouble"), "r");
  if (!file) return -1;
  if (!fgets(line, sizeof line, file)) line[0] = 0;
  fclose(file);
  line[strcspn(line, "\r\n")] = 0;
  size_t length = strlen(word);
  if (strncmp(line, word, length) != 0 || (line[length] != 0 && line[length] != ' ')) return -1;
  return line[length] == ' ' ? atol(line + length) : 0;
}

/* A real fault: a signal that is only raised would be survived. */
static void fall(void) { *(volatile int *)8 = 1; }

static void put(Slice_t *slice, const char *text, size_t length) {
  slice->buf = realloc(slice->buf, slice->len + length + 1);
  memcpy(slice->buf + slice->len, text, length);
  slice->len += (int)length;
  slice->buf[slice->len] = 0;
}

WeWorkFinanceSdk_t *NewSdk(void) { return calloc(1, sizeof(WeWorkFinanceSdk_t)); }
void DestroySdk(WeWorkFinanceSdk_t *sdk) { free(sdk); }

int Init(WeWorkFinanceSdk_t *sdk, const char *corpid, const char *secret) {
  (void)sdk;
  long code = trouble("init");
  if (code > 0) return (int)code;
  return strcmp(corpid, "ww-standin") == 0 && strcmp(secret, "standin-secret") == 0 ? 0 : 10004;
}

int GetChatData(WeWorkFinanceSdk_t *sdk, unsigned long long seq, unsigned int limit, const char *proxy, const char *passwd, int timeout, Slice_t *out) {
  (void)proxy; (void)passwd; (void)timeout;
  sdk->calls++;
  if (trouble("crash") == 0) fall();
  while (trouble("hang") == 0) usleep(10000);
  long code = trouble("code");
  if (code > 0) return (int)code;
  if (sdk->calls <= trouble("flaky")) return 10001;
  code = trouble("errcode");
  if (code > 0) {
    char answer[128];
    int length = snprintf(answer, sizeof answer, "{\"errcode\":%ld,\"errmsg\":\"stand-in\"}", code);
    put(out, answer, (size_t)length);
    return 0;
  }

  int repeats = trouble("repeat") == 0;
  const char *head = "{\"errcode\":0,\"errmsg\":\"ok\",\"chatdata\":[";
  put(out, head, strlen(head));
  FILE *file = fopen(path("messages"), "r");
  char *line = NULL;
  size_t room = 0;
  unsigned int found = 0;
  while (file && found < limit && getline(&line, &room, file) > 0) {
    char *json = strchr(line, '\t');
    size_t length = json ? strlen(json + 1) : 0;
    /* A line without its end is still being written. */
    if (!json || json[length] != '\n') break;
    if (!repeats && strtoull(line, NULL, 10) <= seq) continue;
    if ((long)strtoull(line, NULL, 10) == trouble("crash-fetch")) fall();
    if (found++ > 0) put(out, ",", 1);
    put(out, json + 1, length - 1);
  }
  free(line);
  if (file) fclose(file);
  put(out, "]}", 2);
  return 0;
}

int DecryptData(const char *encrypt_key, const char *encrypt_msg, Slice_t *msg) {
  long code = trouble("decrypt");
  if (code > 0) return (int)code;
  size_t length = strlen(encrypt_msg), key = strlen(encrypt_key);
  if (length % 2 != 0 || key == 0) return 10008;
  for (size_t at = 0; at < length; at += 2) {
    char pair[3] = { encrypt_msg[at], encrypt_msg[at + 1], 0 };
    char plain = (char)(strtol(pair, NULL, 16) ^ encrypt_key[(at / 2) % key]);
    put(msg, &plain, 1);
  }
  code = trouble("crash-open");
  if (code >= 0) {
    char poison[64];
    snprintf(poison, sizeof poison, "\"msgid\":\"m%ld\"", code);
    if (strstr(msg->buf, poison)) fall();
  }
  return 0;
}

int GetMediaData(WeWorkFinanceSdk_t *sdk, const char *indexbuf, const char *sdkFileid, const char *proxy, const char *passwd, int timeout, MediaData_t *out) {
  (void)sdk; (void)proxy; (void)passwd; (void)timeout;
  long code = trouble("media");
  if (code > 0) return (int)code;
  char name[1024];
  snprintf(name, sizeof name, "media.%s", sdkFileid);
  FILE *file = fopen(path(name), "rb");
  if (!file) return 10005;
  long from = *indexbuf ? atol(indexbuf) : 0;
  fseek(file, from, SEEK_SET);
  out->data = malloc(PIECE);
  out->data_len = (int)fread(out->data, 1, PIECE, file);
  out->is_finish = fgetc(file) == EOF;
  fclose(file);
  out->outindexbuf = malloc(32);
  out->out_len = snprintf(out->outindexbuf, 32, "%ld", from + out->data_len);
  return 0;
}

Slice_t *NewSlice(void) { return calloc(1, sizeof(Slice_t)); }
void FreeSlice(Slice_t *slice) { free(slice->buf); free(slice); }
char *GetContentFromSlice(Slice_t *slice) { return slice->buf; }
int GetSliceLen(Slice_t *slice) { return slice->len; }
MediaData_t *NewMediaData(void) { return calloc(1, sizeof(MediaData_t)); }
void FreeMediaData(MediaData_t *media) { free(media->outindexbuf); free(media->data); free(media); }
char *GetOutIndexBuf(MediaData_t *media) { return media->outindexbuf; }
char *GetData(MediaData_t *media) { return media->data; }
int GetIndexLen(MediaData_t *media) { return media->out_len; }
int GetDataLen(MediaData_t *media) { return media->data_len; }
int IsMediaDataFinish(MediaData_t *media) { return media->is_finish; }
