import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageSize } from './image-size.ts';
import type { Limits } from './limits.ts';
import type { UploadedFile } from './multipart.ts';
import { badRequest, wrongFile } from './refusal.ts';
import type { State, Upload } from './state.ts';
import type { DocumentFile, PhotoSize } from './wire.ts';

const PHOTO_EDGES = [320, 800, 1280, 2560];
const MAX_EDGE_SUM = 10_000;
const MAX_EDGE_RATIO = 20;

/**
 * Uploads and the ids Telegram gives them: an id a size, new for every upload, good for ever.
 * Bytes lie in `folder`, or in memory without one.
 */
export function createFiles({ state, limits, folder }: { state: State; limits: Limits; folder: string | null }) {
  const inMemory = new Map<number, Buffer>();

  const keep = async (upload: Upload, bytes: Buffer) => {
    if (folder) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, String(upload.number)), bytes);
    } else inMemory.set(upload.number, bytes);
    state.uploads[upload.number] = upload;
  };

  const newFileId = (upload: Upload, size: { width: number; height: number }) => {
    const prefix = upload.kind === 'photo' ? 'AgACAgQ' : 'BQACAgQ';
    const fileId = prefix + randomBytes(36).toString('base64url');
    const uniqueId = (upload.kind === 'photo' ? 'AQAD' : 'AgAD') + randomBytes(9).toString('base64url');
    state.fileIds[fileId] = { uploadNumber: upload.number, uniqueId, ...size };
    upload.fileIds.push(fileId);
    return { file_id: fileId, file_unique_id: uniqueId, file_size: upload.sizeBytes };
  };

  const upload = async (file: UploadedFile, kind: Upload['kind'], size: { width: number; height: number }) => {
    const number = state.nextUploadNumber++;
    const extension = /\.\w{1,8}$/.exec(file.name)?.[0] ?? '';
    const stored: Upload = {
      number,
      kind,
      name: file.name || 'file',
      mimeType: file.mimeType,
      sizeBytes: file.bytes.length,
      ...size,
      path: `${kind}s/file_${number}${extension}`,
      fileIds: [],
    };
    await keep(stored, file.bytes);
    return stored;
  };

  const uploadOf = (fileId: string, kind: Upload['kind']) => {
    const known = state.fileIds[fileId];
    const stored = known && state.uploads[known.uploadNumber];
    if (!stored) throw wrongFile();
    const titles = { photo: 'Photo', document: 'Document' };
    if (stored.kind !== kind) throw badRequest(`can't use file of type ${titles[stored.kind]} as ${titles[kind]}`);
    return stored;
  };

  return {
    /** Stores a photo and issues an id per size. Errors: 400 when it is no PNG or JPEG, too big or too thin. */
    async addPhoto(file: UploadedFile): Promise<PhotoSize[]> {
      const { length } = file.bytes;
      if (length === 0) throw badRequest('file must be non-empty');
      if (length > limits.photoBytes) {
        throw badRequest(
          `file of size ${length} bytes is too big for a photo; the maximum size is ${limits.photoBytes} bytes`,
        );
      }
      const size = imageSize(file.bytes);
      if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
      const { width, height } = size;
      const isThin = Math.max(width, height) > MAX_EDGE_RATIO * Math.min(width, height);
      if (width + height > MAX_EDGE_SUM || isThin) throw badRequest('PHOTO_INVALID_DIMENSIONS');
      const image = { ...file, mimeType: `image/${size.format}`, name: file.name || `photo.${size.format}` };
      const stored = await upload(image, 'photo', { width, height });
      return sizesOf({ width, height }).map((one) => ({ ...newFileId(stored, one), ...one }));
    },
    async addDocument(file: UploadedFile): Promise<DocumentFile> {
      if (file.bytes.length === 0) throw badRequest('file must be non-empty');
      const stored = await upload(file, 'document', { width: 0, height: 0 });
      return { ...newFileId(stored, { width: 0, height: 0 }), file_name: stored.name, mime_type: stored.mimeType };
    },
    /** The sizes behind a photo id seen before. Errors: 400 for an id of somebody else or of another kind. */
    photo(fileId: string): PhotoSize[] {
      const stored = uploadOf(fileId, 'photo');
      return stored.fileIds.flatMap((id) => {
        const size = state.fileIds[id];
        if (!size) return [];
        const { uniqueId, width, height } = size;
        return [{ file_id: id, file_unique_id: uniqueId, width, height, file_size: stored.sizeBytes }];
      });
    },
    document(fileId: string): DocumentFile {
      const stored = uploadOf(fileId, 'document');
      const uniqueId = state.fileIds[fileId]?.uniqueId ?? '';
      return {
        file_id: fileId,
        file_unique_id: uniqueId,
        file_name: stored.name,
        mime_type: stored.mimeType,
        file_size: stored.sizeBytes,
      };
    },
    uploadByFileId(fileId: string): Upload | null {
      const known = state.fileIds[fileId];
      return (known && state.uploads[known.uploadNumber]) ?? null;
    },
    uploadByPath(path: string): Upload | null {
      const number = /file_(\d+)/.exec(path)?.[1];
      const stored = number === undefined ? undefined : state.uploads[number];
      return stored?.path === path ? stored : null;
    },
    async bytes(stored: Upload): Promise<Buffer | null> {
      if (!folder) return inMemory.get(stored.number) ?? null;
      return readFile(join(folder, String(stored.number))).catch(() => null);
    },
  };
}

export type Files = ReturnType<typeof createFiles>;

/** Telegram's ladder of sizes, smallest first; nothing is enlarged. */
function sizesOf({ width, height }: { width: number; height: number }): { width: number; height: number }[] {
  const longest = Math.max(width, height);
  const edges = PHOTO_EDGES.filter((edge) => edge < longest).concat(Math.min(longest, 2560));
  return edges.map((edge) => ({
    width: Math.max(1, Math.round((width * edge) / longest)),
    height: Math.max(1, Math.round((height * edge) / longest)),
  }));
}
